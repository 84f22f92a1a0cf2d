// SPDX-License-Identifier: EUPL-1.2
import Casework
import Filing
import Foundation
import Groundwork
import Recognition

/// What became of a message or of a mail, told in a few lines for a person.
enum Account {
    static func of(_ handled: Handled, title: String) -> String {
        var lines = ["", "── \(title)   \(moment(handled.at))"]
        if let verdict = handled.verdict {
            let about = verdict.about.map { ", \($0.rawValue)" } ?? ""
            lines.append(
                "   heard     \(verdict.dissatisfaction.rawValue) (\(Int((verdict.score * 100).rounded())) %\(about))")
            var shown: [String] = []
            for cue in verdict.cues where cue.weight > 0 && shown.count < 3 && !shown.contains(cue.phrase) {
                lines.append("             “\(short(cue.phrase, 84))” — \(cue.kind)")
                shown.append(cue.phrase)
            }
            if !verdict.themes.isEmpty {
                lines.append("   themes    " + verdict.themes.map(\.rawValue).joined(separator: ", "))
            }
            if !verdict.employees.isEmpty { lines.append("   about     " + verdict.employees.joined(separator: ", ")) }
        }
        lines.append("   " + filed(handled))
        if let reasons = handled.decision?.because, !reasons.isEmpty {
            lines.append("   because   " + reasons.map(\.english).joined(separator: "; "))
        }
        if handled.outgoing.isEmpty { lines.append("   mails     none") }
        for (i, mail) in handled.outgoing.enumerated() {
            lines.append(
                (i == 0 ? "   mails     " : "             ")
                    + "\(mail.kind.rawValue) → \(mail.to): \(short(mail.subject, 60))")
        }
        return lines.joined(separator: "\n")
    }

    static func of(_ sent: Rehearsal.Sent) -> String {
        "   \(moment(sent.at))  \(sent.kind.rawValue) → \(sent.to): \(short(sent.subject, 70))"
    }

    private static func filed(_ handled: Handled) -> String {
        if let reply = handled.reply { return "filed     with \(reply.number), as a colleague's answer" }
        guard let outcome = handled.decision?.outcome else {
            return "filed     nowhere: an answer to a mail without a dossier"
        }
        switch outcome {
        case .open(let kind, _):
            let dossier = handled.filed?.dossier
            return "opened    \(dossier?.number ?? "") (\(kind.rawValue)), first with \(dossier?.owner ?? "")"
                + copies(handled)
        case .file:
            let closed = handled.filed?.dossier?.closed == nil ? "" : ", which is closed"
            return "filed     in \(handled.filed?.dossier?.number ?? "")\(closed)" + copies(handled)
        case .hold(let hold): return "held      for a person to look at: \(hold.rawValue)"
        case .duplicate: return "filed     not again: the same message was received before"
        case .ignore(let reason): return "ignored   \(reason)"
        }
    }

    private static func copies(_ handled: Handled) -> String {
        let numbers = handled.filed?.copies.map(\.number) ?? []
        return numbers.isEmpty ? "" : ", with a copy in " + numbers.joined(separator: ", ")
    }

    static func moment(_ moment: Moment) -> String {
        let day = DutchTime.day(of: moment)
        return
            "\(day.weekday.dutch.prefix(2)) \(day.day) \(DutchTime.months[day.month - 1]) \(DutchTime.time(of: moment).iso)"
    }

    static func short(_ text: String, _ limit: Int) -> String {
        let line = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
        return line.count <= limit ? line : line.prefix(limit - 1) + "…"
    }
}
