"""A house without a database: real files and signer in a folder, the ledger in memory."""

from __future__ import annotations

from dataclasses import dataclass, field
from pathlib import Path

from comity.record.cosignature import MlDsaKey
from comity.record.keys import PrivateKey
from comity.record.policy import Policy
from comity.secretariat.constitute import constitution, enter_history
from comity.secretariat.datafolder import Keys
from comity.secretariat.desk import Desk, Letterhead
from comity.secretariat.disk import Disk
from comity.secretariat.enter import RESERVE, Door
from comity.secretariat.publisher import RecordFiles
from comity.secretariat.signer import FileSigner
from comity.secretariat.startup import Start
from tests.support.memory import MemoryLedger
from tests.support.small_forum import ORIGIN, Act, forum_data
from tests.support.trouble import SetClock

KEYS = Keys(PrivateKey.from_seed(bytes(32)), PrivateKey.from_seed(b"\1" * 32), MlDsaKey.from_seed(b"\2" * 32))


@dataclass
class MemoryHouse:
    """`open` again after changing what a test wants to have changed."""

    path: Path
    ledger: MemoryLedger = field(default_factory=MemoryLedger)
    clock: SetClock = field(default_factory=SetClock)

    def __post_init__(self) -> None:
        for name in ("record", "spare"):
            (self.path / name).mkdir(parents=True, exist_ok=True)
        self.disk = Disk(self.path / "spare")
        self.files = RecordFiles(self.path / "record", self.disk)

    @property
    def policy(self) -> Policy:
        return KEYS.policy(ORIGIN)

    def signer(self) -> FileSigner:
        keys = (KEYS.log, KEYS.log_mldsa)
        return FileSigner(self.path / "signed-heads", ORIGIN, keys, self.clock, self.disk)

    def start(self) -> Start:
        return Start(self.ledger, self.signer(), self.files, self.policy, ORIGIN)

    def open(self, reserve: int = RESERVE) -> Door:
        self.door = self.start().open(self.clock, reserve)
        return self.door

    @property
    def desk(self) -> Desk:
        return Desk(Letterhead("small", ORIGIN, KEYS.secretariat), self.door, self.ledger, self.clock)

    def begin(self, *further: Act) -> MemoryHouse:
        self.open()
        data = forum_data(*further)
        enter_history(self.desk, constitution(data, ORIGIN, KEYS.secretariat.public), data)
        return self
