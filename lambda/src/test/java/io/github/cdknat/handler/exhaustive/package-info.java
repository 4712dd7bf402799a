/**
 * The planner, exhaustively: it plans in every state, or in each so many-th, and every {@link
 * io.github.cdknat.handler.exhaustive.PlanRule} is checked on every plan.
 */
package io.github.cdknat.handler.exhaustive;
