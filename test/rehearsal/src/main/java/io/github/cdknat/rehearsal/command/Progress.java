package io.github.cdknat.rehearsal.command;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** How far the command is: a bar on a terminal, nothing anywhere else. */
interface Progress extends AutoCloseable {
    int PLAYS = 2;

    /** Another part begins. */
    void step(String what);

    @Override
    void close();

    static Progress on(Output output, boolean wanted) {
        return wanted && output.screen().isLive() ? new Bar(output) : new Silence();
    }

    /** A bar that is gone when all is done. */
    final class Bar implements Progress {
        private final ProgressBar bar;
        private int begun;

        Bar(Output output) {
            bar = new ProgressBarBuilder()
                    .setTaskName("rehearsing")
                    .setInitialMax(PLAYS)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setMaxRenderedLength(Math.min(72, output.screen().width()))
                    .clearDisplayOnFinish()
                    .hideEta()
                    .build();
        }

        @Override
        public void step(String what) {
            bar.stepTo(begun++);
            bar.setExtraMessage(what);
        }

        @Override
        public void close() {
            bar.stepTo(PLAYS);
            bar.close();
        }
    }

    /** Nobody watches. */
    final class Silence implements Progress {
        @Override
        public void step(String what) {
            // nobody watches
        }

        @Override
        public void close() {
            // nothing is open
        }
    }
}
