internal import Store

/// What a worker and its queue look like now, in Prometheus' text format (version 0.0.4).
///
/// The queue's values come from the housekeeping's last look, which is a few seconds old at most.
package struct MetricsText {
  private(set) package var text = ""

  /// The metrics of one worker.
  package init(_ metrics: WorkerMetrics, _ health: WorkerHealth) {
    write(metrics)
    if let queue = health.queue { write(queue) }
    gauge("drawbridge_ready", "Whether the database answers.", health.isReady ? 1 : 0)
    gauge("drawbridge_rules_limited", "Rules past their limits that nobody has looked at.", health.rules.limited)
    gauge(
      "drawbridge_rules_refused", "Whether new rules were refused and the old ones stay.",
      health.rules.areRefused ? 1 : 0)
    gauge(
      "drawbridge_additions_quarantined", "Entries added in a hurry that cannot be looked for and are left out.",
      health.quarantinedEntries)
    head("drawbridge_fault", "gauge", "1 for each thing that keeps posts, verdicts or events from moving.")
    for code in Set(health.faults.map(\.code)).sorted() { line("drawbridge_fault", [("code", code)], 1) }
  }

  private mutating func write(_ metrics: WorkerMetrics) {
    counter("drawbridge_posts_taken_total", "Posts leased from the queue.", metrics.taken)
    counter("drawbridge_posts_screened_total", "Posts that the engine looked at.", metrics.screened)
    counter("drawbridge_posts_written_total", "Posts whose verdict was committed.", metrics.written)
    counter("drawbridge_posts_failed_total", "Posts that the engine could not screen.", metrics.errors)
    counter("drawbridge_posts_queued_total", "Posts that went on to the reviewers.", metrics.queued)
    counter("drawbridge_posts_buried_total", "Posts set aside because they killed workers.", metrics.buried)
    counter("drawbridge_tickets_split_total", "Tickets split into single posts.", metrics.split)
    counter("drawbridge_finishes_refused_total", "Batches dropped by the fence.", metrics.refusedFinishes)
    counter("drawbridge_finishes_failed_total", "Attempts to write a batch that failed.", metrics.finishFailures)
    counter("drawbridge_leases_lost_total", "Leases gone when they were to be extended.", metrics.leaseLosses)
    counter("drawbridge_reconnections_total", "Times that the database came back.", metrics.reconnections)
    counter("drawbridge_decisions_released_total", "Staged decisions made final here.", metrics.decisionsReleased)
    let name = "drawbridge_batch_seconds"
    head(name, "histogram", "Seconds from a batch's take to its commit.")
    let (cumulative, sum) = metrics.batches.snapshot
    for (bound, count) in zip(LatencyHistogram.bounds, cumulative) {
      line("\(name)_bucket", [("le", "\(bound)")], count)
    }
    line("\(name)_bucket", [("le", "+Inf")], cumulative.last ?? 0)
    line("\(name)_sum", [], sum)
    line("\(name)_count", [], cumulative.last ?? 0)
  }

  private mutating func write(_ queue: QueueState) {
    lanes("drawbridge_queue_posts", "Posts in the queue, leased ones included.", queue) { Double($0.posts) }
    lanes("drawbridge_queue_tickets", "Tickets in the queue.", queue) { Double($0.tickets) }
    lanes("drawbridge_queue_leased_posts", "Posts under a lease.", queue) { Double($0.leased) }
    lanes("drawbridge_queue_oldest_seconds", "Age of the oldest ticket that can be taken.", queue) { $0.oldest ?? 0 }
    gauge("drawbridge_dead_letters", "Posts set aside and not put back.", queue.deadLetters)
    gauge("drawbridge_open_cases", "Cases that wait for a person.", queue.openCases)
    gauge("drawbridge_ticket_dead_rows", "Dead rows of the ticket table, estimated.", queue.deadTicketRows)
    gauge(
      "drawbridge_backend_xmin_age_seconds", "Age of the oldest snapshot of this database.",
      queue.snapshot?.seconds ?? 0)
    gauge(
      "drawbridge_backend_xmin_age_transactions", "Transactions since the oldest snapshot.",
      queue.snapshot?.distance ?? 0)
    gauge(
      "drawbridge_outbox_lag_seconds", "Age of the writing transaction that the outbox waits for.",
      queue.writer?.seconds ?? 0)
    gauge("drawbridge_slot_lag_bytes", "WAL that the slowest replication slot keeps.", queue.slot?.distance ?? 0)
    gauge("drawbridge_workers", "Workers whose connection stands.", queue.workers.count(where: \.isConnected))
    gauge(
      "drawbridge_workers_silent", "Workers that are connected and have not been heard of.",
      queue.faults.count { $0.code == "silent_worker" })
  }

  // MARK: Lines

  private mutating func lanes(_ name: String, _ help: String, _ queue: QueueState, _ value: (QueueState.Lane) -> Double)
  {
    head(name, "gauge", help)
    for lane in queue.lanes { line(name, [("lane", lane.name)], value(lane)) }
  }

  private mutating func counter(_ name: String, _ help: String, _ value: Int) {
    head(name, "counter", help)
    line(name, [], value)
  }

  private mutating func gauge(_ name: String, _ help: String, _ value: some CustomStringConvertible) {
    head(name, "gauge", help)
    line(name, [], value)
  }

  private mutating func head(_ name: String, _ type: String, _ help: String) {
    text += "# HELP \(name) \(help)\n# TYPE \(name) \(type)\n"
  }

  private mutating func line(_ name: String, _ labels: [(String, String)], _ value: some CustomStringConvertible) {
    let inside = labels.map { "\($0.0)=\"\(Self.escaped($0.1))\"" }.joined(separator: ",")
    text += inside.isEmpty ? "\(name) \(value)\n" : "\(name){\(inside)} \(value)\n"
  }

  /// A label's value as the format has it: backslash, quotation mark and line feed are escaped.
  package static func escaped(_ value: String) -> String {
    var text = ""
    for scalar in value.unicodeScalars {
      switch scalar {
      case "\\": text += "\\\\"
      case "\"": text += "\\\""
      case "\n": text += "\\n"
      default: text.unicodeScalars.append(scalar)
      }
    }
    return text
  }
}
