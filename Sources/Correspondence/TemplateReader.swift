// SPDX-License-Identifier: EUPL-1.2
import Casework
import Foundation
import Groundwork

/// Reads a folder of templates and notes everything that is wrong in it.
struct TemplateReader {
    let folder: String
    private(set) var problems: [Problem] = []

    init(folder: String) { self.folder = folder }

    /// Nil when the layout cannot be used; complete only when `problems` stays empty.
    mutating func set() -> TemplateSet? {
        guard let entries = try? FileManager.default.contentsOfDirectory(atPath: folder) else {
            note(
                "the folder cannot be read", at: folder,
                remedy: "Name the folder that holds the templates, or correct its rights")
            return nil
        }
        for entry in entries.sorted()
        where isFolder("\(folder)/\(entry)") && !entry.hasPrefix(".") && LetterKind(rawValue: entry) == nil {
            note(
                "no letter is called `\(entry)`", at: "\(folder)/\(entry)",
                remedy: suggestion(entry, LetterKind.allCases.map(\.rawValue)) ?? "Remove the folder")
        }
        var wordings: [LetterKind: [String: TemplateSet.Wording]] = [:]
        for kind in LetterKind.allCases { wordings[kind] = letter(kind) }
        return layout().map { TemplateSet(wordings: wordings, layout: $0) }
    }

    private mutating func layout() -> Template? {
        let place = "\(folder)/layout.html"
        guard let source = text(of: place), let layout = template(source, LetterFacts.layout, place) else {
            return nil
        }
        if !layout.namesShown(offered: LetterFacts.layout).contains("inhoud") {
            note("the letter's own text has no place", at: place, remedy: "Add {{inhoud}}")
        }
        return layout
    }

    private mutating func letter(_ kind: LetterKind) -> [String: TemplateSet.Wording] {
        let home = "\(folder)/\(kind.rawValue)"
        guard let files = try? FileManager.default.contentsOfDirectory(atPath: home) else {
            note(
                "letter `\(kind.rawValue)` has no folder", at: home,
                remedy: "Restore it from the templates that came with gehoord")
            return [:]
        }
        let found = files.filter { $0.hasSuffix(".txt") || $0.hasSuffix(".html") }.map {
            String($0.prefix { $0 != "." })
        }
        var wordings: [String: TemplateSet.Wording] = [:]
        for language in Set(found).union([TemplateSet.mainLanguage]).sorted() {
            wordings[language] = wording(kind, "\(home)/\(language)")
        }
        return wordings
    }

    private mutating func wording(_ kind: LetterKind, _ stem: String) -> TemplateSet.Wording? {
        let facts = LetterFacts.offered(by: kind)
        let plain = text(of: stem + ".txt").flatMap { parts($0, facts, stem + ".txt") }
        let html = text(of: stem + ".html").flatMap { template($0, facts, stem + ".html") }
        guard let plain, let html else { return nil }
        let said = plain.text.namesShown(offered: facts).union(plain.subject.namesShown(offered: facts))
        for name in html.namesShown(offered: facts).subtracting(said).sorted() {
            note(
                "`\(name)` is in the HTML but not in the text", at: stem + ".html", remedy: "Add it to \(stem).txt"
            )
        }
        return TemplateSet.Wording(subject: plain.subject, text: plain.text, html: html)
    }

    /// A text template: header lines, an empty line, the letter.
    private mutating func parts(_ source: String, _ facts: [Fact], _ place: String) -> (
        subject: Template, text: Template
    )? {
        let rows = source.split(omittingEmptySubsequences: false) { $0 == "\n" || $0 == "\r\n" }
        let headers = rows.prefix { !isBlank(String($0)) }
        var subject: Template?
        for (i, row) in headers.enumerated() {
            let name = String(row.prefix { $0 != ":" })
            guard row.contains(":"), name == "Onderwerp" else {
                note(
                    row.contains(":") ? "unknown header `\(name)`" : "a header line must read `Onderwerp: …`",
                    at: "\(place):\(i + 1)",
                    remedy: suggestion(name, ["Onderwerp"])
                        ?? "Begin with `Onderwerp: …`, then an empty line, then the letter")
                return nil
            }
            subject = template(row.dropFirst(name.count + 1), facts, place, firstLine: i + 1)
            if subject == nil { return nil }
        }
        let body = template(
            rows.dropFirst(headers.count + 1).joined(separator: "\n"), facts, place, firstLine: headers.count + 2)
        guard let subject, !subject.pieces.isEmpty, !headers.isEmpty else {
            note(
                "the subject is missing", at: "\(place):1",
                remedy: "Begin with `Onderwerp: …`, then an empty line, then the letter")
            return nil
        }
        return body.map { (subject, $0) }
    }

    private mutating func template(
        _ source: some StringProtocol, _ facts: [Fact], _ place: String, firstLine: Int = 1
    ) -> Template? {
        do throws(Template.Fault) {
            let template = try Template(source, firstLine: firstLine)
            for fault in template.faults(offered: facts) { note(fault, in: place) }
            return template
        } catch {
            note(error, in: place)
            return nil
        }
    }

    private mutating func text(of path: String) -> String? {
        guard let data = FileManager.default.contents(atPath: path) else {
            note("the file is missing", at: path, remedy: "Restore it from the templates that came with gehoord")
            return nil
        }
        guard let text = String(data: data, encoding: .utf8) else {
            note("the file is not UTF-8", at: path, remedy: "Save it as UTF-8")
            return nil
        }
        return text.hasPrefix("\u{FEFF}") ? String(text.dropFirst()) : text
    }

    private func isFolder(_ path: String) -> Bool {
        (try? FileManager.default.contentsOfDirectory(atPath: path)) != nil
    }

    private func suggestion(_ name: String, _ known: [String]) -> String? {
        nearestName(to: name, among: known).map { "Did you mean `\($0)`?" }
    }

    private mutating func note(_ fault: Template.Fault, in place: String) {
        note(fault.what, at: "\(place):\(fault.line)", remedy: fault.remedy)
    }

    private mutating func note(_ what: String, at place: String, remedy: String) {
        problems.append(Problem(what, at: place, now: "gehoord does not start", remedy: remedy))
    }
}
