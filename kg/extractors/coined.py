"""The shape of coined names: "NVAE", "wav2vec 2.0", "DiffAugment", "D-BGP"."""

from __future__ import annotations

import re
from functools import lru_cache

from kg.extractors.alternatives import alternatives

TOKEN = r"[^\W_](?:[\w*+'’]|[-./@](?=\w))*[+*]*"
"""A word as names are made of, with hyphens, points and slashes inside."""

_COINED = re.compile(r".*[a-zα-ω][A-Z].*|.*[A-Z][A-Z].*|.*[A-Za-zα-ω]\d.*|.*\d[A-Za-z].*|[µμαβγ∂][A-Z]\w+")
_JOINED = re.compile(
    r"(?:based|like|style|driven|aware|free|level|guided|inspired|enhanced|(?:pre)?trained|(?:fine)?tuned|specific|related|type)s?",
    re.I,
)
_ORDINARY = re.compile(
    alternatives(r"""
        \d+[dkmgb]|[1-9]-?d|(?:19|20)\d\ds?|[ivxl]+|[IVX]+|v\d+(?:\.\d+)*|o\d|p\d+|\d+x\d+|h-?index|covid-?\d*|f1|top-?\d|l\d|k\d
        [a-z]-\d+|fig\.?\d+|eq\.?\d+|sec\.?\d+|day-?\d+|q\d|level-?\d|phase-?\d|part-?\d|\d+-?(?:bit|layer|way|shot|step)s?
        ph\.?d|msc|bsc|usa?|uk|eu|ok|tl;?dr|faq|etc|e\.g|i\.e|vs|am|pm|id|ceo|cto|phds?|mr|ms|dr|iso|ieee|acm|url|pdf|html|http
        ais?|ml|dl|nlp|nlu|nlg|cv|rl|ir|hci|pl|os|db|io|i/o|it|qa|vqa|asr|tts|mt|nmt|ner|ood|iid|i\.i\.d|sota|gpus?|cpus?|tpus?|apis?
        fpgas?|asics?|ram|ssds?|iot|sdks?|uis?|guis?|vr|ar|xr|3d|2d|llms?|vlms?|lms?|dnns?|anns?|nns?|mlps?|cnns?|rnns?|gnns?
        gans?|vaes?|lstms?|mcmc|sgd|kl|mse|iou|map|auc|roc|bleu|rouge|flops?|macs?|wer|psnr|ssim|fid|f-?score|acc|std|dna|rna|mri|ct|eeg
        ecg|fmri|ehrs?|nasa|darpa|nsf|nih|arxiv|github|youtube|google|openai|deepmind|facebook|microsoft|ibm|amazon|nvidia|meta
        youtubers?|twitter|linkedin|wikipedia|openreview|slideslive|huggingface|javascript|typescript|latex|powerpoint|iphone|macos
        github\.com|arxiv\.org|p-?values?|t-?tests?|n-?grams?|k-?nn|x-?rays?|b2b|wi-?fi|ipv[46]|tcp|udp|rpcs?|http2?|sql|nosql|xml|json
        pdes?|odes?|sdes?|lps?|sat|smt|np|p/poly|pac|mdps?|pomdps?|mpc|poc|rct|phy|mac|lan|wan|vpn|vms?|dos|ddos|cve|xss|tee|sgx|aws|gcp
        i/o|slos?|slas?|qos|oltp|olap|acid|crud|etl|kpi|roi|mvp|qr|rgb-?d?|lidar|gps|imu|slam|cad|bim|gis|hpc|mpi
    """),
    re.I,
)  # fmt: skip


@lru_cache(maxsize=1 << 14)  # texts come back to the same words
def is_coined(word: str) -> bool:
    """Whether `word` looks made up: inner capitals, several capitals, or letters and digits together.

    Common abbreviations and names of companies are none.

    >>> words = "NVAE wav2vec 3D GPU Iron DeepMind μTune D-BGP 2020 S2F Low-Rank GAN-based beta-VAE Gopher-2"
    >>> [word for word in words.split() if is_coined(word)]
    ['NVAE', 'wav2vec', 'μTune', 'D-BGP', 'S2F', 'beta-VAE', 'Gopher-2']
    """
    if len(word) < 2 or _ORDINARY.fullmatch(word):
        return False
    parts = re.split(r"[-/]", word)
    if len(parts) > 1 and _JOINED.fullmatch(parts[-1]):
        return False
    numbered = len(parts) > 1 and parts[-1].isdigit() and parts[-2].isalpha() and parts[-2][0].isupper()
    return numbered or any(map(_COINED.fullmatch, parts))


_HINT = re.compile(r"[A-Z0-9](?:(?<=[\w∂/-].)|(?<=\d)(?=[A-Za-z]))")


def may_hold_coined(text: str) -> bool:
    """A quick look at whether any word of `text` can be coined: a capital or a digit that begins no word, "3D".

    >>> may_hold_coined("We propose a Deep Network"), may_hold_coined("We propose wav2vec"), may_hold_coined("2s")
    (False, True, True)
    """
    return _HINT.search(text) is not None


def is_initials(word: str) -> bool:
    """Whether `word` is an abbreviation of two or three capitals, which several things are called by: "CS", "NAU"."""
    return len(word) <= 3 and word.isalpha() and word.isupper()
