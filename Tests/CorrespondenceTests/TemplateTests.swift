// SPDX-License-Identifier: EUPL-1.2
import Groundwork
import Testing

@testable import Correspondence

struct TemplateTests {
    static let facts = [
        Fact("naam", .quote, "A name.", "Jan", isOptional: true),
        Fact("nummer", .line, "A number.", "1"),
        Fact("open", .flag, "A flag.", true),
        Fact("tekst", .story, "A story.", "a\nb", isOptional: true),
        Fact(
            "stukken",
            .list([
                Fact("titel", .quote, "A title.", "t"), Fact("naam", .quote, "An author.", "n", isOptional: true),
            ]), "Documents.", []),
    ]

    struct Row: CustomTestStringConvertible, Sendable {
        let template: String
        let facts: [JSON.Member]
        let plain: String
        var html: String?
        var testDescription: String { template }
        init(_ template: String, _ facts: KeyValuePairs<String, JSON>, _ plain: String, html: String? = nil) {
            (self.template, self.plain, self.html) = (template, plain, html)
            self.facts = facts.map { JSON.Member($0.key, $0.value) }
        }
    }

    private static func documents(_ titles: String...) -> JSON {
        .array(titles.map { .object(["titel": .string($0)]) })
    }

    @Test(arguments: [
        Row("dossier {{nummer}}", ["nummer": .string("12")], "dossier 12"),
        Row("{{ nummer }}", ["nummer": .int(3)], "3"),
        Row("{{nummer}}{{nummer}}", ["nummer": .string("1\r\nBcc: x")], "1 Bcc: x1 Bcc: x"),
        Row("{{#naam}}Dag {{naam}}{{/naam}}{{^naam}}Dag{{/naam}}", ["naam": .string("Jan")], "Dag Jan"),
        Row("{{#naam}}Dag {{naam}}{{/naam}}{{^naam}}Dag{{/naam}}", ["naam": .string("  ")], "Dag"),
        Row("{{#naam}}Dag {{naam}}{{/naam}}{{^naam}}Dag{{/naam}}", ["naam": .null], "Dag"),
        Row("{{#naam}}Dag {{naam}}{{/naam}}{{^naam}}Dag{{/naam}}", [:], "Dag"),
        Row("{{#open}}ja{{/open}}{{^open}}nee{{/open}}", ["open": .bool(false)], "nee"),
        Row("a\n{{#open}}\nb\n{{/open}}\nc\n", ["open": .bool(true)], "a\nb\nc\n"),
        Row("a\n  {{#open}}{{^naam}}  \nb\n{{/naam}}{{/open}}\nc", ["open": .bool(true)], "a\nb\nc"),
        Row("a\n{{#open}}\nb\n{{/open}}\nc\n", ["open": .bool(false)], "a\nc\n"),
        Row(
            "{{#stukken}}[{{titel}} {{nummer}}]{{/stukken}}", ["nummer": .int(1), "stukken": documents("p", "q")],
            "[p 1][q 1]"),
        Row(
            "{{#stukken?}}Bij: {{#stukken}}{{titel}}, {{/stukken}}{{/stukken?}}", ["stukken": documents("p", "q")],
            "Bij: p, q, "),
        Row("{{#stukken?}}Bij: {{/stukken?}}{{^stukken}}geen{{/stukken}}", ["stukken": .array([])], "geen"),
        Row(
            "{{#stukken}}{{#naam}}{{naam}}{{/naam}}{{^naam}}?{{/naam}}{{/stukken}}",
            ["naam": .string("buiten"), "stukken": documents("p")], "?"),
        Row(
            "> {{#tekst}}{{tekst}}{{/tekst}}", ["tekst": .string("een\r\n\r\n\r\n\r\ntwee\n")],
            "> een\n> \n> twee",
            html: "> een<br>\n<br>\ntwee"),
        Row(
            "{{#naam}}{{naam}}{{/naam}}", ["naam": .string("<b onclick=\"x\">'&")], "<b onclick=\"x\">'&",
            html: "&lt;b onclick=&quot;x&quot;&gt;&#39;&amp;"),
        Row("{{#naam}}{{naam}}{{/naam}}", ["naam": .string("{{nummer}}")], "{{nummer}}"),
        Row("{{#naam}}{{naam}}{{/naam}}", ["naam": .string("\u{202E}gpj.exe\u{7}")], "gpj.exe"),
        Row("{{#naam}}{{naam}}{{/naam}}", ["naam": .string("BSN 111222333")], "BSN *********"),
    ])
    func `a template is filled with its facts`(row: Row) throws {
        let template = try Template(row.template)
        #expect(template.faults(offered: Self.facts) == [])
        #expect(template.filled(with: .object(row.facts), declared: Self.facts, as: .plain) == row.plain)
        if let html = row.html {
            #expect(template.filled(with: .object(row.facts), declared: Self.facts, as: .html) == html)
        }
    }

    @Test(arguments: [
        ("a\n{{nummer", 2, "`{{` without `}}`", "Close the placeholder on the same line"),
        ("{{}}", 1, "`{{}}` is not a placeholder", "Use {{fact}}, {{#fact}}, {{^fact}}, {{#list?}} or {{/fact}}"),
        (
            "{{{nummer}}}", 1, "`{{{nummer}}` is not a placeholder",
            "Use {{fact}}, {{#fact}}, {{^fact}}, {{#list?}} or {{/fact}}"
        ),
        (
            "{{> voet}}", 1, "`{{> voet}}` is not a placeholder",
            "Use {{fact}}, {{#fact}}, {{^fact}}, {{#list?}} or {{/fact}}"
        ),
        ("a\n{{#open}}\nb", 2, "section `open` is never closed", "Add `{{/open}}`"),
        ("{{#stukken?}}", 1, "section `stukken` is never closed", "Add `{{/stukken?}}`"),
        ("a{{/open}}", 1, "`{{/open}}` closes nothing", "Remove it, or open the section first"),
        (
            "{{#open}}\n{{#naam}}\n{{/open}}\n{{/naam}}", 3,
            "`{{/open}}` stands where `{{/naam}}` must close line 2",
            "Close sections in the reverse order of opening"
        ),
    ])
    func `a broken template is refused with its line`(source: String, line: Int, what: String, remedy: String) {
        #expect(throws: Template.Fault(line: line, what: what, remedy: remedy)) { try Template(source) }
    }

    @Test(arguments: [
        ("a\n\n{{numer}}", 3, "unknown placeholder `numer`", "Did you mean `nummer`?"),
        ("{{#opeen}}x{{/opeen}}", 1, "unknown placeholder `opeen`", "Did you mean `open`?"),
        (
            "{{onderwerpsregel}}", 1, "unknown placeholder `onderwerpsregel`",
            "This letter knows: naam, nummer, open, stukken, tekst"
        ),
        ("{{titel}}", 1, "unknown placeholder `titel`", "It belongs between {{#stukken}} and {{/stukken}}"),
        ("{{open}}", 1, "`open` is not text", "Use it as a section: {{#open}}…{{/open}}"),
        ("{{stukken}}", 1, "`stukken` is not text", "Use it as a section: {{#stukken}}…{{/stukken}}"),
        ("{{#open?}}x{{/open?}}", 1, "`open` is not a list", "Write `{{#open}}` without `?`"),
        (
            "Beste {{naam}},", 1, "`naam` may be absent and would leave a hole in the sentence",
            "Put {{#naam}}…{{/naam}} around it"
        ),
        (
            "{{#naam}}{{#stukken}}{{titl}}{{/stukken}}{{/naam}}", 1, "unknown placeholder `titl`",
            "Did you mean `titel`?"
        ),
    ])
    func `a template that asks for what its letter lacks is refused`(
        source: String, line: Int, what: String, remedy: String
    ) throws {
        #expect(
            try Template(source).faults(offered: Self.facts) == [
                Template.Fault(line: line, what: what, remedy: remedy)
            ])
    }

    @Test(arguments: [
        ("Jan de Vries-Özdemir", "Jan de Vries-Özdemir"), ("J.P.M. van 't Hoff", "J.P.M. van 't Hoff"),
        ("A.de Boer", "A. de Boer"),
        ("win.prijs", "win. prijs"), ("www.prijs.example", ""), ("https://prijs.example", ""), ("bel 0900", ""),
        ("jan@example.org", ""),
        ("<b>Jan</b>", ""), (String(repeating: "Jan ", count: 30), ""), ("", ""), ("...", ""),
    ])
    func `a greeting holds a name and nothing that a stranger planted`(name: String, shown: String) {
        #expect(presentable(name, .name) == shown)
    }

    @Test(arguments: [
        ("Zie https://prijs.example/x nu", "Zie [link weggelaten] nu"), ("www.prijs.example", "[link weggelaten]"),
        ("ga naar prijs.example/win", "ga naar prijs. example/win"), ("jan@example.org", "jan@example.org"),
        ("Op 12.30 uur. Daarna niets", "Op 12.30 uur. Daarna niets"), ("BSN: 111222333", "BSN: *********"),
        ("<a href=\"x\">", "<a [link weggelaten]"), ("een\ntwee", "een\ntwee"),
        (String(repeating: "a", count: 2_001), String(repeating: "a", count: 2_000) + " […]"),
    ])
    func `what a form's sender gets back has no links and no citizen number`(entered: String, shown: String) {
        #expect(presentable(entered, .echo) == shown)
    }
}
