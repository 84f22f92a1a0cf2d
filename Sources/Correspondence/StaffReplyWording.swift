// SPDX-License-Identifier: EUPL-1.2
import Foundation
package import Groundwork

/// Why a reply was not carried out, in Dutch as staff read it, with a reply that would work.
package struct Refusal: Error, Hashable, Sendable {
    package enum Cause: Hashable, Sendable {
        case nothingWritten
        case noNote
        case future(CalendarDay, TimeOfDay?)
        case noSuchDay(String)
        case noSuchTime(String)
        /// The day is not on the weekday that stands before it.
        case otherWeekday(CalendarDay, Weekday)
        case notYet(Keyword)
    }

    package let cause: Cause
    package let reason: String
    package let example: String

    /// `repliedAt` makes the example one that would work at that moment.
    package init(_ cause: Cause, repliedAt: Moment) {
        self.cause = cause
        reason = Refusal.reason(cause)
        example =
            Refusal.when(cause, repliedAt: repliedAt)
            + "Mevrouw gesproken over haar brief. Afgesproken: zij krijgt vrijdag bericht van mij."
    }

    private static func reason(_ cause: Cause) -> String {
        switch cause {
        case .nothingWritten: "Uw antwoord was leeg."
        case .noNote: "Er staat niet bij wat er is besproken. Wat is er gezegd, en wat is er afgesproken?"
        case .future(let day, nil):
            "\(DutchTime.written(day)) moet nog komen. Contact legt u vast als het is geweest."
        case .future(let day, let time?):
            "\(DutchTime.written(day)) om \(dutch(time)) moet nog komen. Contact legt u vast als het is geweest."
        case .noSuchDay(let text): "\(text) is geen bestaande datum."
        case .noSuchTime(let text): "\(text) is geen bestaande tijd."
        case .otherWeekday(let day, let weekday):
            "\(DutchTime.writtenShort(day)) is geen \(weekday.dutch) maar een \(day.weekday.dutch)."
        case .notYet(let keyword): "\(keyword.rawValue) kan nog niet per mail. CONTACT kan wel."
        }
    }

    /// The example's first line. A contact on another day shows how to write the day; else it was just now.
    private static func when(_ cause: Cause, repliedAt: Moment) -> String {
        switch cause {
        case .nothingWritten, .noNote, .notYet: "CONTACT telefoon\n"
        case .future, .noSuchTime: "CONTACT gisteren 14:30 telefoon\n"
        case .noSuchDay, .otherWeekday:
            "CONTACT \(spoken(DutchTime.day(of: repliedAt).adding(days: -1))) 14:30 telefoon\n"
        }
    }

    private static func spoken(_ day: CalendarDay) -> String { "\(day.day) \(DutchTime.months[day.month - 1])" }

    private static func dutch(_ time: TimeOfDay) -> String {
        (time.iso.hasPrefix("0") ? String(time.iso.dropFirst()) : time.iso).split(separator: ":").joined(
            separator: ".") + " uur"
    }
}

extension StaffReply {
    /// A `mailto:` address (RFC 6068) that opens a reply which begins with CONTACT; it is refused until a note is added.
    package static func contactLink(to address: String, subject: String) -> String {
        "mailto:\(encoded(address, keeping: "@"))?subject=\(encoded(subject))&body=\(encoded("CONTACT vandaag telefoon\r\n\r\n"))"
    }

    private static func encoded(_ text: String, keeping kept: String = "") -> String {
        let plain = "abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789-._~" + kept
        return text.addingPercentEncoding(withAllowedCharacters: CharacterSet(charactersIn: plain)) ?? ""
    }
}
