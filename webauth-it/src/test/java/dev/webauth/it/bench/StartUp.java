package dev.webauth.it.bench;

import java.util.List;

/** The processor time of a server until it answers. */
final class StartUp {

    private StartUp() {}

    /** Starts each server some times. Afterwards none is running. */
    static void measure(Ways ways) {
        Figures seconds = new Figures("start-up, CPU s", Ways.BY_HAND);
        for (int round = 0; round < Amounts.STARTS; round++) {
            for (Way way : List.of(ways.library, ways.byHand, ways.withEclipseLink)) {
                way.server().start();
                seconds.note("start-up", way.name(), way.server().cpu().toMillis() / 1e3);
                way.server().kill();
            }
        }
        seconds.print();
    }
}
