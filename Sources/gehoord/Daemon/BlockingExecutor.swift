// SPDX-License-Identifier: EUPL-1.2
import Dispatch

/// A serial executor with a thread of its own, for actors whose work blocks (SQLite, libcurl): the shared threads stay free.
final class BlockingExecutor: SerialExecutor {
    private let queue: DispatchQueue

    init(_ name: String) { queue = DispatchQueue(label: "gehoord." + name) }

    func enqueue(_ job: consuming ExecutorJob) {
        let job = UnownedJob(job)
        queue.async { unsafe job.runSynchronously(on: self.asUnownedSerialExecutor()) }
    }

    func checkIsolated() { dispatchPrecondition(condition: .onQueue(queue)) }
}
