# Reads one HTML document, writes one tagged PDF (PDF/UA). It runs in the sandbox; whatever the document points to is refused.
import logging
import sys

from weasyprint import HTML

logging.disable(logging.CRITICAL)


def refuse(url, *arguments, **options):
    raise ValueError("nothing is fetched")


page = HTML(string=sys.stdin.buffer.read().decode("utf-8"), url_fetcher=refuse)
try:
    pdf = page.write_pdf(pdf_variant="pdf/ua-1")
except TypeError:  # WeasyPrint before 58 calls it so
    pdf = page.write_pdf(variant="pdf/ua-1")
sys.stdout.buffer.write(pdf)
