// SPDX-License-Identifier: EUPL-1.2

/// The statutory calendar: the days on which a statutory term may not end (Algemene termijnenwet art. 1 and 3).
package struct StatutoryCalendar: Sendable {
    /// Days equated with holidays by royal decree; a data file, because no formula gives them.
    package let decreed: Set<CalendarDay>
    /// The last year the decrees are known for; terms that end later may be a day too short.
    package let decreedThrough: Int

    package init(decreed: Set<CalendarDay>, decreedThrough: Int) {
        (self.decreed, self.decreedThrough) = (decreed, decreedThrough)
    }

    package func isFree(_ day: CalendarDay) -> Bool {
        day.weekday.isWeekend || decreed.contains(day) || Holiday.on(day) != nil
    }

    /// The last day of a term of `weeks` after receipt: the day of receipt does not count, and a term that would end on a
    /// free day ends on the next day that is not. Terms over twelve weeks are not extended (art. 4).
    package func end(of weeks: Int, after receipt: CalendarDay) -> CalendarDay {
        var day = receipt.adding(days: weeks * 7)
        if weeks <= 12 { while isFree(day) { day = day.adding(days: 1) } }
        return day
    }
}

/// The office calendar: the days and hours on which the office works. The promise of contact and all staff mail follow it;
/// no statutory term does.
package struct OfficeCalendar: Sendable {
    package let statutory: StatutoryCalendar
    /// Days on which this office is closed besides weekends and holidays.
    package let closed: Set<CalendarDay>
    /// Free days by law on which this office works all the same.
    package let openHolidays: Set<Holiday>
    package let opening: TimeOfDay
    package let closing: TimeOfDay

    package init(
        statutory: StatutoryCalendar, closed: Set<CalendarDay> = [], openHolidays: Set<Holiday> = [],
        opening: TimeOfDay, closing: TimeOfDay
    ) {
        (self.statutory, self.closed, self.openHolidays) = (statutory, closed, openHolidays)
        (self.opening, self.closing) = (opening, closing)
    }

    package func isWorkingDay(_ day: CalendarDay) -> Bool {
        if day.weekday.isWeekend || closed.contains(day) { return false }
        if let holiday = Holiday.on(day) { return openHolidays.contains(holiday) }
        return !statutory.decreed.contains(day)
    }

    /// The `count`th working day after `day`; `day` itself does not count.
    package func workingDay(_ count: Int, after day: CalendarDay) -> CalendarDay {
        var (day, left) = (day, count)
        while left > 0 {
            day = day.adding(days: 1)
            if isWorkingDay(day) { left -= 1 }
        }
        return day
    }

    /// How many working days lie after `day` up to and including `last`.
    package func workingDays(after day: CalendarDay, through last: CalendarDay) -> Int {
        guard last > day else { return 0 }
        return (day.number + 1...last.number).count { isWorkingDay(CalendarDay(number: $0)) }
    }

    package func openingMoment(_ day: CalendarDay) -> Moment { DutchTime.moment(day, opening) }

    package func isOpen(_ moment: Moment) -> Bool {
        let time = DutchTime.time(of: moment)
        return isWorkingDay(DutchTime.day(of: moment)) && time >= opening && time < closing
    }

    /// The moment itself when the office is open, else the next opening: when staff may be mailed.
    package func nextOpen(_ moment: Moment) -> Moment {
        if isOpen(moment) { return moment }
        let day = DutchTime.day(of: moment)
        if isWorkingDay(day), DutchTime.time(of: moment) < opening { return openingMoment(day) }
        return openingMoment(workingDay(1, after: day))
    }
}
