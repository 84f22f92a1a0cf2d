// SPDX-License-Identifier: EUPL-1.2
package import Groundwork

/// A letter written for training, with the verdict on the whole and a label for each sentence.
package struct TrainingLetter: Sendable {
    /// What a sentence does in its letter.
    package enum Label: Character, Sendable {
        /// Carries dissatisfaction with a public body.
        case carries = "+"
        case neutral = "."
        /// Speaks against dissatisfaction.
        case against = "-"
    }

    struct Line: Sendable {
        let label: Label
        let text: String
        let opensParagraph: Bool
    }

    package let id: String
    package let verdict: Dissatisfaction
    /// The persona in whose voice it is written; training and testing never share one.
    package let writer: String
    let register: String
    let about: About?
    let office: String
    let themes: [Theme]
    let employees: [String]
    let kinds: [NeighbouringKind]
    let twin: String?
    let subject: String
    let lines: [Line]
    /// File and line where it begins.
    let place: String

    /// Whether the letter went to an office that also hears complaints about other bodies.
    var isToOmbudsman: Bool {
        office.hasPrefix("ombudsman") || office == "kinderombudsman" || office == "veteranenombudsman"
    }

    /// The letter as mail would bring it, with the place of each line's first byte.
    func composed() -> (body: String, starts: [Int]) {
        var body = ""
        var starts: [Int] = []
        let isChat = ["chat", "laaggeletterd", "gedicteerd"].contains(register)
        for (i, line) in lines.enumerated() {
            if i > 0 {
                let before = lines[i - 1].text
                let isOpen = !(before.last.map { ".!?…".contains($0) } ?? false)
                let isShort = line.text.utf8.count < 30 && i >= lines.count - 3
                body += line.opensParagraph ? "\n\n" : isChat || isOpen || isShort || i == 1 ? "\n" : " "
            }
            starts.append(body.utf8.count)
            body += line.text
        }
        return (body, starts)
    }
}

/// Reads the files of training letters (`== id verdict`, headers, one labelled sentence a line).
package enum TrainingReader {
    /// All letters of a file; refuses the file at the first fault, with its line.
    package static func letters(_ text: String, named name: String) throws(Problem) -> [TrainingLetter] {
        var letters: [TrainingLetter] = []
        var draft: Draft?
        for (number, raw) in text.split(separator: "\n", omittingEmptySubsequences: false).enumerated() {
            let place = "\(name):\(number + 1)"
            do throws(Fault) {
                if raw.hasPrefix("== ") {
                    if let draft { letters.append(try draft.letter()) }
                    draft = try Draft(head: raw.dropFirst(3), place: place)
                } else if draft == nil {
                    if !raw.isEmpty && !raw.hasPrefix("#") { throw Fault("text stands before the first letter") }
                } else {
                    try draft?.take(raw)
                }
            } catch {
                throw problem(error, at: place)
            }
        }
        do throws(Fault) { if let draft { letters.append(try draft.letter()) } } catch {
            throw problem(error, at: name)
        }
        return letters
    }

    private static func problem(_ fault: Fault, at place: String) -> Problem {
        Problem(
            fault.what, at: place, now: "The training letters are not used",
            remedy:
                "Write `== id verdict`, the headers, `subject:`, then `+`, `.` or `-` and a blank before each sentence")
    }

    private struct Fault: Error {
        let what: String
        init(_ what: String) { self.what = what }
    }

    private struct Draft {
        private static let known: Set<String> = [
            "writer", "register", "about", "office", "themes", "employees", "kinds", "twin", "subject",
        ]
        let id: String
        let verdict: Dissatisfaction
        let place: String
        var headers: [String: String] = [:]
        var lines: [TrainingLetter.Line] = []
        var isParagraphOpen = true

        init(head: Substring, place: String) throws(Fault) {
            let words = head.split(separator: " ")
            guard words.count == 2, let verdict = Dissatisfaction(rawValue: String(words[1])) else {
                throw Fault("`\(head)` is no id and verdict")
            }
            (id, self.verdict, self.place) = (String(words[0]), verdict, place)
        }

        mutating func take(_ raw: Substring) throws(Fault) {
            if headers["subject"] == nil {
                guard let colon = raw.firstIndex(of: ":"), Self.known.contains(String(raw[..<colon])) else {
                    throw Fault("`\(raw)` is no header of \(id)")
                }
                headers[String(raw[..<colon])] = raw[raw.index(after: colon)...].trimmed
            } else if raw.trimmed.isEmpty {
                isParagraphOpen = true
            } else {
                guard let mark = raw.first, let label = TrainingLetter.Label(rawValue: mark),
                    raw.dropFirst().first == " "
                else {
                    throw Fault("the line has no label")
                }
                lines.append(.init(label: label, text: raw.dropFirst(2).trimmed, opensParagraph: isParagraphOpen))
                isParagraphOpen = false
            }
        }

        func letter() throws(Fault) -> TrainingLetter {
            guard let writer = headers["writer"], let office = headers["office"] else {
                throw Fault("\(id) names no writer or office")
            }
            guard !lines.isEmpty else { throw Fault("\(id) has no sentence") }
            let carries = lines.contains { $0.label == .carries }
            if verdict == .complaint && !carries { throw Fault("\(id) is a complaint that no sentence carries") }
            if verdict == .none && carries { throw Fault("\(id) is no complaint, yet a sentence carries one") }
            return TrainingLetter(
                id: id, verdict: verdict, writer: writer, register: headers["register"] ?? "",
                about: headers["about"].flatMap(About.init), office: office,
                themes: try list("themes", Theme.init), employees: items("employees", ";"),
                kinds: try list("kinds", NeighbouringKind.init), twin: headers["twin"],
                subject: headers["subject"] ?? "",
                lines: lines, place: place)
        }

        private func items(_ name: String, _ separator: Character) -> [String] {
            (headers[name] ?? "").split(separator: separator).map(\.trimmed).filter { !$0.isEmpty }
        }

        private func list<T>(_ name: String, _ make: (String) -> T?) throws(Fault) -> [T] {
            var found: [T] = []
            for item in items(name, ",") {
                guard let value = make(item) else { throw Fault("\(id) has an unknown value `\(item)` in \(name)") }
                found.append(value)
            }
            return found
        }
    }
}

extension Substring {
    fileprivate var trimmed: String {
        guard let first = firstIndex(where: { !$0.isWhitespace }), let last = lastIndex(where: { !$0.isWhitespace })
        else { return "" }
        return String(self[first...last])
    }
}
