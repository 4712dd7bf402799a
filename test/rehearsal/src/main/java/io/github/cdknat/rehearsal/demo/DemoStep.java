package io.github.cdknat.rehearsal.demo;

import java.util.function.Consumer;

/**
 * One step of the demo, with expectations of its own.
 *
 * @param letter by which a failure names it
 * @param actions what happens, and what is expected of it
 */
record DemoStep(char letter, String title, Consumer<DemoContext> actions) {}
