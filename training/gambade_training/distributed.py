"""One process per GPU, joined by NCCL (or Gloo, to rehearse on a CPU)."""

import multiprocessing.connection
import os
import signal
import socket

import torch
import torch.distributed as dist
import torch.multiprocessing as mp


class Group:
    """This process among its equals; a group of one needs no communication."""

    def __init__(self, rank=0, size=1):
        self.rank = rank
        self.size = size

    @property
    def leads(self):
        """Whether this process prints and writes files."""
        return self.rank == 0

    def sum(self, tensor):
        """Replaces the tensor, in place, by its sum over all processes."""
        if self.size > 1:
            dist.all_reduce(tensor)
        return tensor

    def copy_from_first(self, tensor):
        """Overwrites the tensor by that of rank 0."""
        if self.size > 1:
            dist.broadcast(tensor, 0)


def _free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def _worker(rank, size, port, function, arguments):
    os.environ.update(MASTER_ADDR="127.0.0.1", MASTER_PORT=str(port))
    use_cuda = torch.cuda.is_available()
    if use_cuda:
        torch.cuda.set_device(rank)
    dist.init_process_group("nccl" if use_cuda else "gloo", rank=rank, world_size=size)
    try:
        function(Group(rank, size), *arguments)
    finally:
        dist.destroy_process_group()


def run(function, size, *arguments):
    """Calls function(group, *arguments) in `size` processes and waits for all of them.

    SIGTERM and SIGINT are passed on, for the processes to finish cleanly. When one fails the
    others are stopped, and SystemExit says which.
    """
    if size == 1:
        function(Group(), *arguments)
        return
    # NVLink multicast can take shared hosts out of service.
    os.environ["NCCL_NVLS_ENABLE"] = "0"
    context = mp.get_context("spawn")
    port = _free_port()
    processes = [context.Process(target=_worker, args=(rank, size, port, function, arguments))
                 for rank in range(size)]
    for process in processes:
        process.start()

    def pass_on(*_):
        for process in processes:
            if process.is_alive():
                process.terminate()

    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, pass_on)
    running = {process.sentinel: rank for rank, process in enumerate(processes)}
    while running:
        for sentinel in multiprocessing.connection.wait(list(running)):
            rank = running.pop(sentinel)
            processes[rank].join()
            if processes[rank].exitcode:
                for process in processes:
                    process.kill()
                raise SystemExit(f"process {rank} of {size} failed; its message is above")
