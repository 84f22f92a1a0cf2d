// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Message
import Recognition
import TestSupport
import Testing

/// A letter of `Letters/letters.txt` with what should be heard in it.
struct Letter: CustomTestStringConvertible, Sendable {
    enum Expected: String {
        case complaint = "klacht"
        case none = "geen"
        case open
    }
    let name: String
    let expected: Expected
    let isFirm: Bool
    let themes: [String]
    let about: About?
    let subject: String
    let text: String
    var testDescription: String { name }

    var message: Message {
        var message = Message()
        (message.subject, message.newText) = (subject, text)
        return message
    }

    static let all: [Letter] = {
        let file = checkout.appending(path: "Tests/RecognitionTests/Letters/letters.txt")
        guard let text = try? String(contentsOf: file, encoding: .utf8) else { return [] }
        return text.components(separatedBy: "\n== ").dropFirst().compactMap(Letter.init)
    }()

    static func firm(_ expected: Expected) -> [Letter] { all.filter { $0.isFirm && $0.expected == expected } }

    init?(_ block: String) {
        var lines = block.split(separator: "\n", omittingEmptySubsequences: false)
        let head = lines.removeFirst().split(separator: "|", omittingEmptySubsequences: false).map {
            $0.trimmingCharacters(in: .whitespaces)
        }
        guard head.count >= 3, let expected = Expected(rawValue: head[1]), ["vast", "zacht"].contains(head[2]) else {
            return nil
        }
        (name, self.expected, isFirm) = (head[0], expected, head[2] == "vast")
        themes = head.count > 3 ? head[3].split(separator: ",").map { $0.trimmingCharacters(in: .whitespaces) } : []
        about = head.count > 4 ? About(rawValue: head[4]) : nil
        if let first = lines.first, first.hasPrefix("Onderwerp: ") {
            subject = String(first.dropFirst("Onderwerp: ".count))
            lines.removeFirst()
        } else {
            subject = ""
        }
        text = lines.joined(separator: "\n").trimmingCharacters(in: .whitespacesAndNewlines)
    }
}

/// The office of the tests: an ombudsman with a few people.
let ombudsman = Recogniser.Office(
    names: ["ombudsman", "Nationale ombudsman"], hearsAboutOthers: true, staff: ["Karin de Boer", "Joost Bakker"])
let municipality = Recogniser.Office(names: ["gemeente Zuidbroek"], hearsAboutOthers: false, staff: [])

func verdict(_ text: String, subject: String = "", office: Recogniser.Office = ombudsman) -> Verdict {
    var message = Message()
    (message.subject, message.newText) = (subject, text)
    return Recogniser(office: office).hear(message)
}
