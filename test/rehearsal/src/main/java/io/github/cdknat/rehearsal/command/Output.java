package io.github.cdknat.rehearsal.command;

import io.github.cdknat.rehearsal.demo.Screen;
import java.io.PrintStream;
import java.util.Map;

/** Where the command writes: a screen for people, and the plain stream below it for machines. */
record Output(Screen screen, PrintStream plain, Map<String, String> environment) {}
