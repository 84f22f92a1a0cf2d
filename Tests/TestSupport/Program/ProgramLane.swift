// SPDX-License-Identifier: EUPL-1.2
package import Testing

/// Lets two tests at a time run the program: more would only slow each other down, and tests of other kinds with them.
package struct ProgramLane: SuiteTrait, TestTrait, TestScoping {
    package var isRecursive: Bool { true }

    package func provideScope(
        for test: Test, testCase: Test.Case?, performing function: @concurrent @Sendable () async throws -> Void
    ) async throws {
        guard testCase != nil else { return try await function() }
        await Lane.shared.enter()
        do { try await function() } catch {
            await Lane.shared.leave()
            throw error
        }
        await Lane.shared.leave()
    }
}

extension Trait where Self == ProgramLane {
    /// For suites that run the program.
    package static var programLane: ProgramLane { ProgramLane() }
}

private actor Lane {
    static let shared = Lane()
    private var free = 2
    private var waiting: [CheckedContinuation<Void, Never>] = []

    func enter() async {
        guard free == 0 else {
            free -= 1
            return
        }
        await withCheckedContinuation { waiting.append($0) }
    }

    func leave() {
        if waiting.isEmpty { free += 1 } else { waiting.removeFirst().resume() }
    }
}
