package dev.webauth.impl.config;

import java.util.Collection;
import java.util.Comparator;

/** Suggests the word that a misspelt text probably means. */
public final class Spelling {

    private Spelling() {}

    /** The word with the fewest edits; of several the first in alphabetical order. */
    public static String nearest(String typed, Collection<String> words) {
        return words.stream()
                .min(
                        Comparator.comparingInt((String word) -> edits(typed, word))
                                .thenComparing(Comparator.naturalOrder()))
                .orElseThrow();
    }

    /** How many letters must be added, removed, replaced or swapped with their neighbour. */
    public static int edits(String from, String to) {
        int[][] edits = new int[from.length() + 1][to.length() + 1];
        for (int i = 0; i <= from.length(); i++) {
            for (int j = 0; j <= to.length(); j++) {
                edits[i][j] = Math.min(i, j) == 0 ? Math.max(i, j) : least(edits, from, to, i, j);
            }
        }
        return edits[from.length()][to.length()];
    }

    private static int least(int[][] edits, String from, String to, int i, int j) {
        int same = from.charAt(i - 1) == to.charAt(j - 1) ? 0 : 1;
        int least =
                Math.min(
                        edits[i - 1][j - 1] + same, 1 + Math.min(edits[i - 1][j], edits[i][j - 1]));
        boolean exchanged =
                i > 1
                        && j > 1
                        && from.charAt(i - 1) == to.charAt(j - 2)
                        && from.charAt(i - 2) == to.charAt(j - 1);
        return exchanged ? Math.min(least, edits[i - 2][j - 2] + 1) : least;
    }
}
