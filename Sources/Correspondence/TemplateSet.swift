package import Casework
// SPDX-License-Identifier: EUPL-1.2
import Foundation
package import Groundwork

/// A letter in words, ready to be put into a mail.
package struct Letter: Hashable, Sendable {
    /// One line.
    package let subject: String
    /// Says everything that `html` says.
    package let text: String
    package let html: String
}

/// Everything that is wrong in a folder of templates, so that one run of `check` shows all of it.
package struct TemplateProblems: Error, Hashable, Sendable, CustomStringConvertible {
    package let problems: [Problem]
    package var description: String { problems.map(\.description).joined(separator: "\n") }
}

/// The templates of all letters, compared with the facts that each letter offers before any letter is owed.
package struct TemplateSet: Sendable {
    struct Wording: Sendable {
        let subject: Template
        let text: Template
        let html: Template
    }

    /// The language that every letter has.
    package static let mainLanguage = "nl"

    let wordings: [LetterKind: [String: Wording]]
    let layout: Template

    /// Reads `FOLDER/layout.html` and, for each letter, `FOLDER/NAME/LANGUAGE.txt` and `.html`; refuses the whole folder
    /// if anything is wrong in it.
    package static func load(_ folder: String) throws(TemplateProblems) -> TemplateSet {
        var reader = TemplateReader(folder: folder)
        let set = reader.set()
        guard let set, reader.problems.isEmpty else { throw TemplateProblems(problems: reader.problems) }
        return set
    }

    package func languages(of kind: LetterKind) -> [String] { (wordings[kind] ?? [:]).keys.sorted() }

    /// The letter with these facts, in Dutch where there is no template in `language`; facts that do not match what
    /// `LetterFacts` declares are refused.
    package func letter(
        _ kind: LetterKind, facts: JSON, language: String = TemplateSet.mainLanguage
    ) throws(Problem) -> Letter {
        let declared = LetterFacts.offered(by: kind)
        let complaints = Fact.complaints(about: facts, declared: declared)
        guard let wording = wordings[kind]?[language] ?? wordings[kind]?[TemplateSet.mainLanguage],
            complaints.isEmpty
        else {
            throw Problem(
                complaints.joined(separator: "; "), at: "the facts for letter \(kind.rawValue)",
                now: "The letter is not written",
                remedy: "This is a fault of gehoord itself; please report it")
        }
        let subject = oneLine(wording.subject.filled(with: facts, declared: declared, as: .plain))
        return Letter(
            subject: subject,
            text: tidied(wording.text.filled(with: facts, declared: declared, as: .plain)),
            html: layout.filled(
                with: .object([
                    "taal": .string(wordings[kind]?[language] == nil ? TemplateSet.mainLanguage : language),
                    "onderwerp": .string(subject),
                    "inhoud": .string(wording.html.filled(with: facts, declared: declared, as: .html)),
                ]),
                declared: LetterFacts.layout, as: .html))
    }
}

/// Without blanks at line ends, without more than one empty line at a time, and with one line end at the foot.
private func tidied(_ text: String) -> String {
    var lines: [String] = []
    for line in text.split(separator: "\n", omittingEmptySubsequences: false).map(withoutBlanksAtEnd)
    where !line.isEmpty || lines.last?.isEmpty == false { lines.append(line) }
    while lines.last?.isEmpty == true { lines.removeLast() }
    return lines.joined(separator: "\n") + "\n"
}
