// SPDX-License-Identifier: EUPL-1.2
import Filing
import Groundwork
import Mailbox

/// The loop around the engine: each mailbox in a task of its own, the clock and the post in another, until told to stop.
struct Daemon: Sendable {
    let office: OfficeRoom
    let mailboxes: [MailboxRoom]
    let post: PostRoom
    let stop: StopSignal
    /// Held for as long as the daemon lives.
    private let lock: StoreLock

    init(_ setup: Setup, timekeeper: Timekeeper) throws {
        let configuration = setup.configuration
        let archive = try Archive(folder: configuration.store)
        lock = try StoreLock(folder: configuration.store)
        let stop = StopSignal()
        self.stop = stop
        office = OfficeRoom(office: try setup.office(archive), timekeeper: timekeeper, stop: stop)
        let limit = configuration.limits.messageMegabytes << 20
        mailboxes = configuration.mailboxes.map { MailboxRoom($0, limit: limit, stop: stop) }
        post = PostRoom(configuration.outgoing, name: configuration.office.domain, stop: stop)
    }

    /// One round of everything. Gives the problems met; one broken mailbox does not hold up the others.
    func once() async throws -> [Problem] {
        var problems: [Problem] = []
        try await office.advance()
        try await office.handlePending()
        for mailbox in mailboxes { if let problem = try await mailbox.round(office) { problems.append(problem) } }
        try await office.advance()
        if let problem = try await post.round(office) { problems.append(problem) }
        return problems
    }

    private enum Ended: Sendable {
        case signal
        case work
    }

    /// Runs until SIGTERM or SIGINT, and then finishes the message in hand.
    func run(_ readiness: Readiness) async throws {
        let signals = await Signals()
        try await office.advance()
        try await office.handlePending()
        readiness.ready("reading \(mailboxes.count) mailboxes")
        Log.info("ready: reading \(mailboxes.count) mailboxes")
        try await withThrowingTaskGroup(of: Ended.self) { group in
            let requests = signals.requests
            group.addTask(name: "signals") {
                for await _ in requests { break }
                return .signal
            }
            for mailbox in mailboxes {
                group.addTask(name: mailbox.settings.address) {
                    try await read(mailbox)
                    return .work
                }
            }
            group.addTask(name: "clock") {
                try await keepTime(readiness)
                return .work
            }
            for try await ended in group {
                if case .signal = ended, !stop.isRaised {
                    Log.info("stopping: finishing the message in hand")
                    readiness.stopping()
                    stop.raise()
                    group.cancelAll()
                }
            }
        }
        Log.info("stopped")
    }

    private func read(_ mailbox: MailboxRoom) async throws {
        var report = Report()
        while !stop.isRaised {
            report.tell(try await mailbox.round(office), recovered: "\(mailbox.settings.address): reading again")
            guard await Pause.seconds(mailbox.settings.pollSeconds) else { return }
        }
    }

    private func keepTime(_ readiness: Readiness) async throws {
        var report = Report()
        let beat = max(1, min(15, (readiness.watchdogSeconds ?? 30) / 2))
        while !stop.isRaised {
            try await office.advance()
            report.tell(try await post.round(office), recovered: "outgoing mail: sending again")
            readiness.alive()
            guard await Pause.seconds(beat) else { return }
        }
    }
}

/// Says a problem when it comes and when it goes, not at every round.
private struct Report {
    private var last: Problem?

    mutating func tell(_ problem: Problem?, recovered: String) {
        if let problem, problem != last { Log.error(problem.description) }
        if problem == nil, last != nil { Log.info(recovered) }
        last = problem
    }
}

/// Waiting between rounds.
enum Pause {
    /// False when the wait was cut short because the program stops.
    static func seconds(_ count: Int) async -> Bool { (try? await Task.sleep(for: .seconds(count))) != nil }
}
