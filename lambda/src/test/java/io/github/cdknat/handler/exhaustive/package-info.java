/**
 * The planner, exhaustively: it plans in every state of a state, and every {@link
 * io.github.cdknat.handler.exhaustive.PlanRule} is checked on every plan.
 */
package io.github.cdknat.handler.exhaustive;
