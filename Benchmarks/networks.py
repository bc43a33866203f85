"""The section on networks: an epoch of each work, on nnrun and on its peers in turns."""
import json
import statistics

import machine
import measure
import works
from peer import Peer
from report import milliseconds, seconds, times
from variants import Variants

TEXT = """An epoch of training in turns (nnrun, a peer, the next peer, nnrun again), {rounds} of each, medians;
batches of 64, of 100 in recurrent networks. nnrun's epoch is the time of a process with more epochs less that of a
process with one, for each epoch more; a peer's is its own clock's mean without the first epoch, evaluation and
compiling. "process" is from start to exit with as many epochs as the table says, loading and evaluation included.
"of peak" counts the multiplications and additions that `nnrun plan` tells of, forward and backward, against the FMA
peak of all cores. Recurrent networks train on 4,000 sequences of 40 steps, all others on MNIST."""


class Networks:
    def __init__(self, benchmark):
        self.benchmark, self.report = benchmark, benchmark.report
        self.quick = benchmark.options.quick
        self.rounds, self.limit = 1 if self.quick else 3, 0.0

    def run(self):
        variants = Variants(self.benchmark.mnist, self.benchmark.folder)
        self.limit = self.benchmark.peak * machine.cores()  # floating-point operations a second
        self.report.section("Networks", TEXT.format(rounds=self.rounds).replace("\n", " "))
        table = self.report.table(
            ["work", "program", "epochs", "an epoch", "of peak", "process", "compiling", "cores busy",
             "nnrun is faster by"], aligned_left=2)
        for work in works.all_works(self.benchmark.datasets, variants):
            if self.benchmark.options.work in work.name:
                self.rows(table, work, 1 if self.quick else work.more)

    def rows(self, table, work: works.Work, more: int):
        peers = [peer for peer in work.peers if self.benchmark.peers.is_there(peer)]
        own, own_epochs = [], []
        theirs: dict[str, list[measure.Cost]] = {peer.name: [] for peer in peers}
        for _ in range(self.rounds):
            first = self.benchmark.train("network", work.experiment(1))
            own.append(self.benchmark.train("network", work.experiment(1 + more)))
            own_epochs.append((own[-1].wall - first.wall) / more)
            for peer in peers:
                timed = Peer(peer.name, peer.script, [*peer.arguments, "--epochs", str(1 + more)], peer.packages)
                theirs[peer.name].append(self.benchmark.peers.run(timed))
        epoch, load = statistics.median(own_epochs), self.operations(work)
        middle = measure.median(own)
        table.row(work.name, "**nnrun**", str(1 + more), milliseconds(epoch), self.share(load, epoch),
                  seconds(middle.wall), "", f"{middle.cores:.2f}", "")
        for peer in work.peers:
            self.peer_row(table, peer, theirs.get(peer.name), load, epoch)

    def peer_row(self, table, peer: Peer, costs: list[measure.Cost] | None, load: float, reference: float):
        if costs is None:
            table.row("", peer.name, "", "absent: it could not be installed", "", "", "", "", "")
            return
        middle = measure.median(costs)
        if middle.status:
            table.row("", peer.name, "", f"failed with exit code {middle.status}", "", "", "", "", "")
            return
        epoch = statistics.median(cost.printed("EPOCH") for cost in costs)
        compiling = middle.printed("COMPILE")
        table.row("", peer.name, "", milliseconds(epoch), self.share(load, epoch), seconds(middle.wall),
                  seconds(compiling) if compiling else "", f"{middle.cores:.2f}", times(epoch / reference))

    def operations(self, work: works.Work) -> float:
        """Floating-point operations of an epoch of all trials, as the plan counts them."""
        path = self.benchmark.write("network", work.experiment(1))
        cost = measure.run([self.benchmark.nnrun, "plan", path, "--format", "json"], **self.benchmark.variables)
        return 2.0 * sum(trial["multiply_adds_epoch"] for trial in json.loads(cost.output))

    def share(self, operations: float, epoch: float) -> str:
        return f"{operations / epoch / self.limit:.0%}" if self.limit and epoch > 0 else "-"
