package io.github.metrckeys.report;

import io.github.metrckeys.Messages;
import io.github.metrckeys.catalog.Role;
import io.github.metrckeys.report.PermissionChecklist.Box;
import io.github.metrckeys.report.PermissionChecklist.Excluded;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Formats a checklist for people, as text, Markdown or HTML. */
final class ChecklistLayout {

    private final PermissionChecklist checklist;
    private final Messages messages;

    ChecklistLayout(PermissionChecklist checklist, Messages messages) {
        this.checklist = checklist;
        this.messages = messages;
    }

    private record Group(String heading, List<Line> lines) {}

    private record Line(String what, String note) {}

    String text() {
        List<String> text = new ArrayList<>();
        text.add(title());
        intro().forEach(sentence -> text.addAll(TextReport.wrapped(sentence, TextReport.WIDTH, "")));
        for (Group group : boxes()) {
            text.add("");
            text.add(group.heading());
            group.lines()
                    .forEach(line -> text.addAll(
                            TextReport.wrapped("[ ] " + line.what() + ": " + line.note(), TextReport.WIDTH, "    ")));
        }
        excluded().ifPresent(group -> {
            text.add("");
            text.add(group.heading());
            group.lines()
                    .forEach(line -> text.addAll(
                            TextReport.wrapped("- " + line.what() + ": " + line.note(), TextReport.WIDTH, "  ")));
        });
        return text.stream().map(line -> line + "\n").collect(Collectors.joining());
    }

    String markdown() {
        List<String> blocks = new ArrayList<>();
        blocks.add("## " + MarkdownReport.escaped(title()));
        intro().forEach(sentence -> blocks.add(MarkdownReport.escaped(sentence)));
        boxes().forEach(group -> blocks.add(markdown(group, "- [ ] ")));
        excluded().ifPresent(group -> blocks.add(markdown(group, "- ")));
        return String.join("\n\n", blocks) + "\n";
    }

    private static String markdown(Group group, String bullet) {
        return "### " + MarkdownReport.escaped(group.heading()) + "\n\n"
                + group.lines().stream()
                        .map(line -> bullet + "**" + MarkdownReport.escaped(line.what()) + "**: "
                                + MarkdownReport.escaped(line.note()))
                        .collect(Collectors.joining("\n"));
    }

    String html() {
        HtmlWriter page = HtmlReport.page(title(), messages);
        page.open("header", "class", checklist.fits() ? "open" : "warn").line();
        page.element("h1", title()).line();
        intro().forEach(sentence -> page.element("p", sentence).line());
        page.close().line();
        boxes().forEach(group -> html(page, group, "\u2610 "));
        excluded().ifPresent(group -> html(page, group, ""));
        page.close().line().close().line().close().line();
        return page.toString();
    }

    private static void html(HtmlWriter page, Group group, String bullet) {
        page.open("section").line();
        page.element("h2", group.heading()).line();
        page.open("ul", "class", bullet.isEmpty() ? "plain" : "boxes").line();
        for (Line line : group.lines()) {
            page.open("li").text(bullet).element("b", line.what());
            page.text(": " + line.note()).close().line();
        }
        page.close().line().close().line();
    }

    private String title() {
        String role = checklist.role().label(messages);
        return ReportLayout.visible(checklist
                .licenseType()
                .map(type -> messages.text("checklist.TITLE_AT", role, type))
                .orElseGet(() -> messages.text("checklist.TITLE", role)));
    }

    private List<String> intro() {
        return List.of(messages.text(
                !checklist.fits()
                        ? "checklist.DOES_NOT_FIT"
                        : checklist.boxes().isEmpty() ? "checklist.NO_BOX" : "checklist.WHERE"));
    }

    /** To check boxes for work that does not exist would be to grant too much. */
    private List<Group> boxes() {
        List<Group> groups = new ArrayList<>();
        if (!checklist.fits()) {
            return groups;
        }
        for (Role.Need need : List.of(Role.Need.REQUIRED, Role.Need.HELPFUL)) {
            List<Line> lines = checklist.boxes().stream()
                    .filter(box -> box.need() == need)
                    .map(this::line)
                    .toList();
            if (!lines.isEmpty()) {
                groups.add(new Group(messages.text("checklist." + need.name()), lines));
            }
        }
        return groups;
    }

    private Line line(Box box) {
        String name = box.permission().name();
        return new Line(
                box.screen()
                        .map(screen -> messages.text("checklist.BOX_UNDER", name, screen))
                        .orElse(name),
                box.uses().stream().map(use -> use.label(messages)).collect(Collectors.joining(", ")));
    }

    private Optional<Group> excluded() {
        return checklist.excluded().isEmpty()
                ? Optional.empty()
                : Optional.of(new Group(
                        messages.text("checklist.EXCLUDED"),
                        checklist.excluded().stream().map(this::line).toList()));
    }

    private Line line(Excluded excluded) {
        String things = LicenseWords.each(excluded.flags(), messages).collect(Collectors.joining(", "));
        return new Line(
                excluded.use().label(messages), ReportLine.notApplicable(things, !excluded.certain(), messages));
    }
}
