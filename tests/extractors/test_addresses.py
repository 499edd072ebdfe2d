"""What addresses lead to, and the identifiers that they hold."""

from __future__ import annotations

import pytest

from kg.addresses import address_kind
from kg.identifiers import identify, written_identifiers

IDENTIFIED = """
arxiv 1909.06312            https://arxiv.org/abs/1909.06312
arxiv 1909.06312            https://arxiv.org/pdf/1909.06312v2.pdf
arxiv 2409.03277            https://www.alphaxiv.org/abs/2409.03277
arxiv 2010.11929            https://huggingface.co/papers/2010.11929
arxiv 2010.11929            https://ar5iv.labs.arxiv.org/html/2010.11929
arxiv 2002.05709            https://doi.org/10.48550/arXiv.2002.05709
arxiv cs/0112017            https://arxiv.org/abs/cs/0112017
arxiv math.GT/0309136       https://arxiv.org/abs/math.GT/0309136
openreview rkgNKkHtvB       https://openreview.net/forum?id=rkgNKkHtvB
openreview S1v4N2l0-        https://openreview.net/pdf?id=S1v4N2l0-
openreview rkgNKkHtvB       https://openreview.net/forum?noteId=x&id=rkgNKkHtvB
openreview H1eA7AEtvS       https://openreview.net/attachment?id=H1eA7AEtvS&name=original_pdf
openreview rJl-b3RcF7       https://openreview.net/references/pdf?id=rJl-b3RcF7
openreview rylb3eBtwr       https://iclr.cc/virtual_2020/poster_rylb3eBtwr.html
neurips 1457c0d6bfcb4967418bfb8ac142f64a  https://proceedings.neurips.cc/paper/2020/hash/1457c0d6bfcb4967418bfb8ac142f64a-Abstract.html
neurips 1457c0d6bfcb4967418bfb8ac142f64a  https://proceedings.neurips.cc/paper_files/paper/2020/file/1457c0d6bfcb4967418bfb8ac142f64a-Paper.pdf
neurips 7181                http://papers.nips.cc/paper/7181-attention-is-all-you-need.pdf
pmlr v97/tan19a             https://proceedings.mlr.press/v97/tan19a.html
pmlr v97/tan19a             http://proceedings.mlr.press/v97/tan19a/tan19a.pdf
acl N19-1423                https://aclanthology.org/N19-1423/
acl N19-1423                https://www.aclweb.org/anthology/papers/N/N19/N19-1423/
acl 2020.acl-main.703       https://aclanthology.org/2020.acl-main.703.pdf
dblp conf/nips/VaswaniSPUJGKP17  https://dblp.org/rec/conf/nips/VaswaniSPUJGKP17.html
semanticscholar 204e3073870fae3d05bcbc2f6a8e263d9b72e776  https://www.semanticscholar.org/paper/Attention/204e3073870fae3d05bcbc2f6a8e263d9b72e776
pubmed 26017442             https://pubmed.ncbi.nlm.nih.gov/26017442/
pmc PMC6347705              https://www.ncbi.nlm.nih.gov/pmc/articles/PMC6347705/
iacr 2017/715               https://eprint.iacr.org/2017/715.pdf
doi 10.1145/359545.359563   https://doi.org/10.1145/359545.359563
doi 10.1145/359545.359563   https://dl.acm.org/doi/abs/10.1145/359545.359563
doi 10.1007/978-3-030-58452-8_24  https://link.springer.com/chapter/10.1007/978-3-030-58452-8_24
doi 10.1038/nature14539     https://doi.org/10.1038/NATURE14539
"""


@pytest.mark.parametrize("line", IDENTIFIED.strip().splitlines())
def test_identify(line: str) -> None:
    scheme, value, url = line.split()
    assert identify(url) == (scheme, value)


@pytest.mark.parametrize("url", ["https://example.org/paper.pdf", "https://openreview.net/group?id=ICLR.cc/2020", ""])
def test_no_identifier(url: str) -> None:
    assert identify(url) is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("see arXiv:2002.05709v3.", ("arxiv", "2002.05709")),
        ("doi: 10.1145/359545.359563, 1978", ("doi", "10.1145/359545.359563")),
        ("ISBN 978-0-262-03384-8", ("isbn", "9780262033848")),
    ],
)
def test_written_out(text: str, expected: tuple[str, str]) -> None:
    ((scheme, value, start, end),) = written_identifiers(text)
    assert (scheme, value) == expected
    assert text[start:end][0].isdigit()


KINDS = """
paper     https://arxiv.org/abs/1909.06312
paper     https://openreview.net/forum?id=rkgNKkHtvB
paper     https://www.usenix.org/system/files/sec20-carlini.pdf
paper     https://www.nature.com/articles/nature14539
unknown   https://www.nature.com/
unknown   https://arxiv.org/list/cs.CL/recent
unknown   https://openreview.net/group?id=ICLR.cc/2020/Conference
unknown   https://aclanthology.org/events/acl-2020/
unknown   https://dblp.org/pid/69/4806-1.html
document  https://example.org/talks/thesis.pdf
code      https://github.com/google/trax
code      https://gitlab.inria.fr/x/y
project   https://nerf-w.github.io/
data      https://www.kaggle.com/datasets/x
data      https://huggingface.co/datasets/squad
video     https://youtu.be/abc
video     https://slideslive.com/38938095
video     https://example.org/film.mp4
slides    https://example.org/slides/talk.pdf
slides    https://docs.google.com/presentation/d/abc/edit
blog      https://openai.com/blog/gpt-3
blog      https://en.wikipedia.org/wiki/Transformer
blog      https://example.org/blog/attention
unknown   https://example.org/people/dana
unknown   http://[broken
"""


@pytest.mark.parametrize("line", KINDS.strip().splitlines())
def test_address_kind(line: str) -> None:
    kind, url = line.split(maxsplit=1)
    assert address_kind(url).value == kind
