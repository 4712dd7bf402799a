package io.github.cdknat.rehearsal.demo;

import java.util.function.Consumer;

/**
 * One act of the rehearsal, with expectations of its own.
 *
 * @param letter by which the closing table and a failure name it
 * @param plot what happens, and what is expected of it
 */
record DemoStep(char letter, String title, Consumer<DemoContext> plot) {}
