"""The AWS CLI as it is, but for the host of S3 Control: its endpoint rules put the account in front of any address, and
`111111111111.127.0.0.1` is none.
"""

import sys
from urllib.parse import urlsplit, urlunsplit

from awscli.clidriver import create_clidriver


def without_account(request, **_):
    parts = urlsplit(request.url)
    account = request.headers.get("x-amz-account-id", "")
    request.url = urlunsplit(parts._replace(netloc=parts.netloc.removeprefix(f"{account}.")))


driver = create_clidriver()
driver.session.register("before-sign.s3-control", without_account)
sys.exit(driver.main())
