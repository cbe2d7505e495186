package dev.webauth.it.bench;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;

/** Measured values of some rounds, printed as a Markdown table of medians and ratios. */
final class Figures {

    private final String title;
    private final String reference;
    private final Set<String> columns = new LinkedHashSet<>();
    private final Map<String, Map<String, List<Double>>> rows = new LinkedHashMap<>();

    /** Prints each value with its ratio to the value of the reference, a column. */
    Figures(String title, String reference) {
        this.title = title;
        this.reference = reference;
    }

    /** Prints no ratios. */
    Figures(String title) {
        this(title, null);
    }

    void note(String row, String column, double value) {
        columns.add(column);
        rows.computeIfAbsent(row, any -> new LinkedHashMap<>())
                .computeIfAbsent(column, any -> new ArrayList<>())
                .add(value);
    }

    void print() {
        StringBuilder table = new StringBuilder("\n");
        line(table, title, List.copyOf(columns));
        line(table, "---", columns.stream().map(any -> "---").toList());
        rows.forEach(
                (row, values) ->
                        line(
                                table,
                                row,
                                columns.stream().map(column -> cell(values, column)).toList()));
        System.out.println(table);
    }

    private static void line(StringBuilder table, String first, List<String> cells) {
        table.append("| ")
                .append(first)
                .append(" | ")
                .append(String.join(" | ", cells))
                .append(" |\n");
    }

    private String cell(Map<String, List<Double>> row, String column) {
        List<Double> own = row.get(column);
        if (own == null) {
            return "";
        }
        double value = median(own);
        String text = number(value);
        return reference == null || !row.containsKey(reference)
                ? text
                : text + String.format(Locale.ROOT, " (%.2fx)", ratio(own, row.get(reference)));
    }

    /** About three significant digits, because the others are noise. */
    private static String number(double value) {
        boolean isWhole = value == Math.rint(value);
        String format = isWhole || value >= 100 ? "%.0f" : value < 1 ? "%.3f" : "%.2f";
        return String.format(Locale.ROOT, format, value);
    }

    /**
     * The median of the ratios within a round, because a disturbance often lasts for a whole round.
     */
    private static double ratio(List<Double> own, List<Double> others) {
        return median(
                IntStream.range(0, Math.min(own.size(), others.size()))
                        .mapToObj(round -> own.get(round) / others.get(round))
                        .toList());
    }

    private static double median(List<Double> values) {
        List<Double> sorted = values.stream().sorted().toList();
        int middle = sorted.size() / 2;
        return sorted.size() % 2 == 1
                ? sorted.get(middle)
                : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
    }
}
