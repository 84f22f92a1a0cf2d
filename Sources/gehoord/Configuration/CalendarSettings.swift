// SPDX-License-Identifier: EUPL-1.2
import Foundation
import Groundwork

/// The days that decrees equate with holidays, as a file or the configuration itself lists them.
struct DecreedDays: Hashable, Sendable {
    var days: Set<CalendarDay>
    /// The last year the decrees are known for.
    var through: Int

    /// The two keys of a file of its own.
    static let shape = Shape<DecreedDays>.section { keys in
        let days = keys.required(
            "days", .list(of: Shape<CalendarDay>.day), "The days equated with holidays by royal decree.")
        let through = keys.required(
            "decreedThrough", .integer(2023...2100), "The last year the decrees are known for.")
        guard let days, let through else { return nil }
        for (index, day) in days.enumerated() where day.year > through {
            keys.reader.error(
                "\(day.iso) lies after `decreedThrough`, which is \(through)",
                at: "\(keys.path(of: "days"))[\(index)]",
                remedy: "Set decreedThrough to the last year for which every decree is known")
        }
        return DecreedDays(days: Set(days), through: through)
    }
}

extension OfficeCalendar {
    /// `shipped` is the file of decreed days that comes with the program.
    static func shape(in folder: String, shipped: String?) -> Shape<OfficeCalendar> {
        .section { keys in
            let opening = keys.value(
                "opening", .time, default: TimeOfDay(hour: 8, minute: 30), as: "08:30", "When the office opens.")
            let closing = keys.value(
                "closing", .time, default: TimeOfDay(hour: 17, minute: 0), as: "17:00",
                "When it closes. Staff get mail, other than urgent mail, only between the two.")
            let closedDays = keys.value(
                "closedDays", .list(of: Shape<CalendarDay>.day), default: [], as: "none",
                "Days on which this office is closed besides weekends and holidays. They move no statutory term.")
            let openHolidays = keys.value(
                "openHolidays", .list(of: Shape<Holiday>.name), default: [], as: "none",
                "Holidays on which this office works all the same. They move no statutory term.")
            let decreed = keys.value(
                "decreedDays", .decreed(in: folder), default: nil, as: "the file that comes with gehoord",
                "The days equated with holidays by royal decree: a file, or { days, decreedThrough }.")
            if opening >= closing {
                keys.reader.error(
                    "The office closes at \(closing.iso), which is not after it opens at \(opening.iso)",
                    at: keys.path(of: "closing"), remedy: "Give opening and closing as \"08:30\" and \"17:00\"")
            }
            guard let days = decreed ?? (keys.has("decreedDays") ? nil : fromFile(shipped, keys)) else {
                return nil
            }
            return OfficeCalendar(
                statutory: StatutoryCalendar(decreed: days.days, decreedThrough: days.through),
                closed: Set(closedDays),
                openHolidays: Set(openHolidays), opening: opening, closing: closing)
        }
    }

    private static func fromFile(_ shipped: String?, _ keys: ConfigurationSection) -> DecreedDays? {
        guard let shipped else {
            keys.reader.error(
                "The file of decreed days that comes with gehoord was not found", at: keys.path,
                remedy: "Name one with `\(keys.path(of: "decreedDays"))`")
            return nil
        }
        return DecreedDays.read(shipped, for: keys.reader)
    }
}

extension DecreedDays {
    /// Reads a file of its own; what is wrong with it joins the problems of `reader`.
    static func read(_ path: String, for reader: ConfigurationReader) -> DecreedDays? {
        let own = ConfigurationReader(file: path)
        defer { reader.add(own.problems) }
        return own.root().flatMap(shape.read)
    }
}

extension Shape where Value == DecreedDays? {
    /// The path of a file, or the days themselves.
    static func decreed(in folder: String) -> Shape {
        Shape(wording: "the path of a file, or { days, decreedThrough }") { value in
            switch value.node.value {
            case .string:
                Shape<String>.path(in: folder).read(value).map { DecreedDays.read($0, for: value.reader) }
            default: DecreedDays.shape.read(value)
            }
        }
    }
}
