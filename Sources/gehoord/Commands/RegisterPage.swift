// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork
import Recognition

/// The page for the public in the form of the Dutch Algoritmeregister: the text of `Templates/algoritmeregister.html` with the
/// figures of one evaluation. A figure that the text asks for and the evaluation does not give refuses the page.
struct RegisterPage {
    let html: String

    /// - Parameter office: who uses the program and how to reach them; left open when nil.
    init(_ figures: Figures, template: String, named path: String, office: OfficeSettings?) throws(Problem) {
        var facts = Self.facts(figures)
        facts["organisatie"] = office.map { Self.escaped($0.name) } ?? "In te vullen door de organisatie."
        facts["contact"] =
            office.map { Self.escaped("Telefoon \($0.phone), \($0.phoneHours).") }
            ?? "In te vullen door de organisatie."
        var html = ""
        var rest = template[...]
        while let open = rest.firstRange(of: "{{") {
            html += rest[..<open.lowerBound]
            rest = rest[open.upperBound...]
            guard let close = rest.firstRange(of: "}}"), let fact = facts[String(rest[..<close.lowerBound])] else {
                throw Problem(
                    "the page asks for a figure that is not measured: \(rest.prefix { $0 != "}" && $0 != "\n" })",
                    at: path,
                    now: "No page was made", remedy: "The figures are: \(facts.keys.sorted().joined(separator: ", "))")
            }
            html += fact
            rest = rest[close.upperBound...]
        }
        self.html = html + rest
    }

    static func facts(_ figures: Figures) -> [String: String] {
        [
            "brieven": String(figures.letters), "schrijvers": String(figures.writers),
            "gehoord": percent(figures.recall),
            "gemist": percent(1 - figures.recall), "terecht": percent(figures.precision),
            "twijfel": percent(figures.doubt),
            "f1": percent(figures.f1), "auc": percent(figures.area), "themas": percent(figures.themes),
            "over": percent(figures.about), "medewerkers": percent(figures.employees),
            "registers": figures.registers.map(row).joined(separator: "\n"),
        ]
    }

    private static func row(_ register: Figures.Register) -> String {
        let cells = [
            String(register.letters), "\(register.missed) van \(register.complaints)",
            "\(register.wronglyHeard) van \(register.others)", String(register.doubt),
        ]
        return "<tr><td>\(escaped(register.name))</td>" + cells.map { "<td>\($0)</td>" }.joined() + "</tr>"
    }

    static func percent(_ share: Double) -> String {
        String(format: "%.1f", share * 100).replacing(".", with: ",") + " %"
    }

    private static func escaped(_ text: String) -> String {
        text.replacing("&", with: "&amp;").replacing("<", with: "&lt;").replacing(">", with: "&gt;")
    }
}
