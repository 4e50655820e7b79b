package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.internal.text.Csv;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Writes a roster for people: as text, Markdown, one page of HTML, or a table for spreadsheets. */
final class RosterRenderer {

    private static final int WIDTH = 100;
    private static final int NARROWEST_NOTE = 30;
    private static final List<String> COLUMNS = List.of("user", "name", "state", "summary", "what_to_do");

    private final Roster roster;
    private final Messages messages;

    RosterRenderer(Roster roster, Messages messages) {
        this.roster = roster;
        this.messages = messages;
    }

    String text() {
        List<String> text = new ArrayList<>();
        text.add(title());
        text.add(facility());
        text.add(total());
        if (!roster.rows().isEmpty()) {
            text.add("");
            text.addAll(table());
        }
        steps().forEach((who, steps) -> {
            text.add("");
            text.add(who);
            for (int i = 0; i < steps.size(); i++) {
                text.addAll(TextReport.wrapped((i + 1) + ". " + steps.get(i), WIDTH, "   "));
            }
        });
        return text.stream().map(line -> line.stripTrailing() + "\n").collect(Collectors.joining());
    }

    private List<String> table() {
        List<List<String>> cells = new ArrayList<>();
        cells.add(headings());
        roster.rows().forEach(row -> cells.add(List.of(employee(row), state(row), summary(row))));
        int first = width(cells, 0);
        int second = width(cells, 1);
        int third = Math.min(width(cells, 2), Math.max(NARROWEST_NOTE, WIDTH - first - second - 4));
        String form = "%-" + first + "s  %-" + second + "s  %s";
        List<String> table = new ArrayList<>();
        for (List<String> row : cells) {
            List<String> note = TextReport.wrapped(row.get(2), third, "");
            table.add(String.format(form, row.get(0), row.get(1), note.get(0)));
            note.stream().skip(1).forEach(rest -> table.add(String.format(form, "", "", rest)));
        }
        table.add(1, "-".repeat(first) + "  " + "-".repeat(second) + "  " + "-".repeat(third));
        return table;
    }

    private static int width(List<List<String>> rows, int column) {
        return rows.stream().mapToInt(row -> row.get(column).length()).max().orElse(0);
    }

    String markdown() {
        List<String> blocks = new ArrayList<>();
        blocks.add("## " + MarkdownReport.escaped(title()));
        blocks.add(MarkdownReport.escaped(facility()));
        blocks.add("**" + MarkdownReport.escaped(total()) + "**");
        if (!roster.rows().isEmpty()) {
            List<String> lines = new ArrayList<>();
            lines.add(MarkdownReport.row(headings().toArray(String[]::new)));
            lines.add("| --- | --- | --- |");
            roster.rows().forEach(row -> lines.add(MarkdownReport.row(employee(row), state(row), summary(row))));
            blocks.add(String.join("\n", lines));
        }
        steps().forEach((who, steps) -> {
            blocks.add("### " + MarkdownReport.escaped(who));
            List<String> lines = new ArrayList<>();
            for (int i = 0; i < steps.size(); i++) {
                lines.add((i + 1) + ". " + MarkdownReport.escaped(steps.get(i)));
            }
            blocks.add(String.join("\n", lines));
        });
        return String.join("\n\n", blocks) + "\n";
    }

    String html() {
        HtmlWriter page = HtmlReport.begin(title(), messages);
        page.open("body", "class", "roster").line().open("main").line();
        String tone = roster.ready() == roster.rows().size() ? "good" : "warn";
        page.open("header", "class", tone).line();
        page.element("h1", title()).line();
        page.element("p", facility(), "class", "where").line();
        page.element("p", total(), "class", "verdict").line();
        page.close().line();
        if (!roster.rows().isEmpty()) {
            htmlTable(page);
        }
        steps().forEach((who, steps) -> {
            page.open("section").line();
            page.element("h2", who).line();
            page.open("ol", "class", "todo").line();
            steps.forEach(step -> page.element("li", step).line());
            page.close().line().close().line();
        });
        page.close().line().close().line().close().line();
        return page.toString();
    }

    private void htmlTable(HtmlWriter page) {
        page.open("section").line();
        page.open("table", "role", "table").line();
        page.element("caption", title()).line();
        page.open("thead").open("tr", "role", "row");
        headings().forEach(heading -> page.element("th", heading, "scope", "col", "role", "columnheader"));
        page.close().close().line();
        page.open("tbody").line();
        for (Roster.Row row : roster.rows()) {
            page.open("tr", "role", "row").element("th", employee(row), "scope", "row", "role", "rowheader");
            page.open("td", "role", "cell");
            page.element("span", state(row), "class", "status " + tone(row.state()));
            page.close().element("td", summary(row), "role", "cell").close().line();
        }
        page.close().line().close().line().close().line();
    }

    private static String tone(Roster.State state) {
        return switch (state) {
            case READY -> "good";
            case PERMISSIONS_MISSING, ROLE_DOES_NOT_FIT -> "warn";
            case NO_KEY, KEY_REFUSED -> "bad";
            case NOT_VERIFIED, INCONCLUSIVE -> "open";
        };
    }

    String csv() {
        return Csv.table(
                COLUMNS,
                roster.rows().stream()
                        .map(row -> List.of(
                                ReportLayout.visible(row.employee().user().value()),
                                ReportLayout.visible(row.employee().name().orElse("")),
                                row.state().name(),
                                summary(row),
                                row.remedies().stream()
                                        .map(remedy -> ReportLayout.visible(row.sentence(remedy, messages)) + " ("
                                                + remedy.who().label(messages) + ")")
                                        .collect(Collectors.joining(" ")))));
    }

    private String title() {
        return ReportLayout.visible(
                messages.text("heading.ROSTER", roster.role().label(messages)));
    }

    private String facility() {
        return ReportLayout.visible(roster.facility().license() + ", "
                + roster.facility().jurisdiction().displayName(messages));
    }

    private String total() {
        return messages.text("heading.READY", roster.ready(), roster.rows().size());
    }

    private List<String> headings() {
        return List.of(
                messages.text("heading.EMPLOYEE"), messages.text("heading.STATUS"), messages.text("heading.NOTE"));
    }

    private static String employee(Roster.Row row) {
        return ReportLayout.visible(row.employee().toString());
    }

    private String state(Roster.Row row) {
        return row.state().label(messages);
    }

    private String summary(Roster.Row row) {
        return ReportLayout.visible(row.summary(messages));
    }

    /** The names stand before a step, so that one step can be about several people. */
    private List<Remedy.Step> unnamed(Roster.Row row) {
        return row.report()
                .filter(report -> row.employee().hasKey())
                .map(report -> RemedySteps.unnamed(report, messages).of(report.remedies()))
                .orElseGet(() -> row.steps(messages));
    }

    /**
     * What to do, by who must do it: a step that several employees have in common stands there once, with all of their
     * names.
     */
    private Map<String, List<String>> steps() {
        Map<Remedy.Responsible, Map<String, List<String>>> names = new LinkedHashMap<>();
        for (Roster.Row row : roster.rows()) {
            for (Remedy.Step step : unnamed(row)) {
                names.computeIfAbsent(step.who(), who -> new LinkedHashMap<>())
                        .computeIfAbsent(ReportLayout.visible(step.text()), text -> new ArrayList<>())
                        .add(employee(row));
            }
        }
        Map<String, List<String>> steps = new LinkedHashMap<>();
        names.forEach((who, texts) -> {
            List<String> lines = new ArrayList<>();
            texts.forEach((text, whose) -> lines.add(String.join(", ", whose) + ": " + text));
            String heading = who == Remedy.Responsible.NOBODY
                    ? messages.text("heading.STEPS_NOBODY")
                    : messages.text("heading.STEPS_FOR", who.label(messages));
            steps.put(heading, lines);
        });
        return steps;
    }
}
