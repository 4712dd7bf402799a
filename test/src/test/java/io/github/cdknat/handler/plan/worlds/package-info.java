/**
 * The planner, exhaustively: every small world is planned in, and every {@link
 * io.github.cdknat.handler.plan.worlds.PlanLaw} is checked on every plan.
 */
package io.github.cdknat.handler.plan.worlds;
