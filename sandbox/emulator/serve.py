"""Serves MiniStack over TLS on a loopback port that the kernel chooses, and prints that port.

MiniStack's own command takes a fixed port, which another process may take first, and with TLS listens on
port 443 as well. It stops when standard input ends, that is, when the process which started it is gone for
whatever reason, SIGKILL included; unless that process has written a word there before.
"""

import asyncio
import os
import signal
import socket

listener = socket.socket(socket.AF_INET, socket.SOCK_STREAM)
listener.bind(("127.0.0.1", 0))
port = listener.getsockname()[1]
os.environ["BIND_HOST"] = "127.0.0.1"
os.environ["GATEWAY_PORT"] = str(port)

print(port, flush=True)
os.dup2(2, 1)  # whatever is printed from here on belongs to the log

from hypercorn.asyncio import serve  # noqa: E402
from hypercorn.config import Config  # noqa: E402
from ministack.app import app  # noqa: E402  reads GATEWAY_PORT while it loads
import questions  # noqa: E402, F401  answers what MiniStack does not
import jobs  # noqa: E402, F401  as well


async def main() -> None:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for number in (signal.SIGTERM, signal.SIGINT):
        loop.add_signal_handler(number, stop.set)

    def hear() -> None:
        loop.remove_reader(0)
        if not os.read(0, 1024):
            stop.set()

    loop.add_reader(0, hear)

    config = Config()
    config.bind = [f"fd://{listener.fileno()}"]
    config.certfile = os.environ["MINISTACK_SSL_CERT"]
    config.keyfile = os.environ["MINISTACK_SSL_KEY"]
    config.keep_alive_timeout = 75
    config.graceful_timeout = 0.2
    config.loglevel = os.environ.get("LOG_LEVEL", "WARNING")
    await serve(app, config, shutdown_trigger=stop.wait)


asyncio.run(main())
