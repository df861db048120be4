"""Texts for the interpreter: expressions that grow from a grammar, and soups of tokens."""

from __future__ import annotations

from hypothesis import strategies as st

NAMES = ("x", "W", "m", "text", "empty")
_SIZES = st.sampled_from(("0", "1", "2", "3", "4", "7", "-1", "-2", "10**3", "10**6", "10**10", "2**62", "1.5", "x"))
_LITERALS = st.one_of(
    _SIZES,
    st.sampled_from(NAMES),
    st.sampled_from(
        ["True", "None", "np.nan", "np.pi", "1j", "'ij,jk->ik'", "'float32'", "np.int8", "...", "[]", "()"]
    ),
    st.integers().map(str),
    st.floats().map(repr),
)
_SHAPES = st.lists(_SIZES, max_size=4).map(lambda sizes: f"({', '.join(sizes)},)" if sizes else "()")
_MAKERS = st.one_of(
    st.builds("np.{}({})".format, st.sampled_from(("zeros", "ones", "arange", "eye", "empty", "identity")), _SIZES),
    st.builds("np.{}({})".format, st.sampled_from(("zeros", "ones", "full")), _SHAPES),
    st.builds("np.full({}, {})".format, _SHAPES, _LITERALS),
    st.builds("np.arange({}, {}, {})".format, _SIZES, _SIZES, _SIZES),
    st.builds("np.linspace(0, 1, {})".format, _SIZES),
    st.builds("np.random.default_rng({}).{}({})".format, _SIZES,
              st.sampled_from(("random", "normal", "integers", "permutation", "bytes", "__init__")), _SIZES),
    st.builds("np.random.{}({}, {})".format, st.sampled_from(("rand", "randn", "seed", "choice")), _SIZES, _SIZES),
)  # fmt: skip
_ONE = st.sampled_from(
    [
        "sum",
        "mean",
        "max",
        "argmin",
        "std",
        "cumsum",
        "sort",
        "unique",
        "ravel",
        "transpose",
        "squeeze",
        "flip",
        "rot90",
        "abs",
        "sqrt",
        "exp",
        "round",
        "diag",
        "trace",
        "copy",
        "array",
        "stack",
        "vstack",
        "concatenate",
        "linalg.inv",
        "linalg.det",
        "linalg.norm",
        "isnan",
        "median",
        "nonzero",
        "percentile",
        "where",
    ]
)
_TWO = st.sampled_from(
    [
        "dot",
        "matmul",
        "inner",
        "outer",
        "repeat",
        "tile",
        "pad",
        "reshape",
        "roll",
        "expand_dims",
        "broadcast_to",
        "maximum",
        "power",
        "take",
        "append",
        "percentile",
        "full_like",
        "einsum",
        "linalg.solve",
        "where",
        "moveaxis",
        "swapaxes",
    ]
)
_METHODS = st.sampled_from(
    [
        "T",
        "shape",
        "ndim",
        "sum()",
        "mean(0)",
        "reshape(-1)",
        "reshape(2,3)",
        "astype('f4')",
        "astype(object)",
        "flatten()",
        "dot(x)",
        "__class__",
        "base",
        "ctypes.data",
        "tofile('a')",
        "repeat(10**9)",
        "swapaxes(0,1)",
        "squeeze()",
        "clip(0,1)",
        "tolist()",
        "data",
        "dump('a')",
    ]
)
_OPERATORS = st.sampled_from(
    [
        "+",
        "-",
        "*",
        "/",
        "//",
        "%",
        "**",
        "@",
        "&",
        "|",
        "^",
        "<<",
        ">>",
        "==",
        "!=",
        "<",
        ">=",
        "and",
        "or",
        "in",
        "is",
    ]
)


def _longer(inner: st.SearchStrategy[str]) -> st.SearchStrategy[str]:
    return st.one_of(
        st.builds("({} {} {})".format, inner, _OPERATORS, inner),
        st.builds("np.{}({})".format, _ONE, inner),
        st.builds("np.{}({}, axis={})".format, _ONE, inner, _LITERALS),
        st.builds("np.{}({}, {})".format, _TWO, inner, inner),
        st.builds("np.einsum('ij,jk', {}, {})".format, inner, inner),
        st.builds("{}.{}".format, inner, _METHODS),
        st.builds("{}[{}]".format, inner, inner),
        st.builds("{}[{}:{}, None, ...]".format, inner, _SIZES, _SIZES),
        st.builds("[{}, {}]".format, inner, inner),
        st.builds("({},)".format, inner),
        st.builds("{}{}".format, st.sampled_from("-~+"), inner),
        st.builds("a = {}; a {} a".format, inner, _OPERATORS),
        st.builds("[{} for i in x]".format, inner),
    )


EXPRESSIONS = st.recursive(st.one_of(_LITERALS, _MAKERS), _longer, max_leaves=8)
_TOKENS = st.sampled_from(
    [*"()[]{},:;.=+-*/@&|~^<>#\"'\\\n\t 0123456789axWmn_!?", "np.", "np.array", "[[1,2],", "**", "lambda", "for", "in",
     "__", "import os", "f'", "{x}", "\0", "é", "…", "𝐚", "\ud800", "a=", "(" * 40, "9" * 30, "1e", "exec", "j"]
)  # fmt: skip
SOUPS = st.lists(_TOKENS, max_size=14).map("".join)


@st.composite
def mutated(draw: st.DrawFn) -> str:
    """Return an expression with a piece cut out, doubled, or other characters put in."""
    text = draw(EXPRESSIONS)
    start = draw(st.integers(0, len(text)))
    end = draw(st.integers(start, min(len(text), start + 6)))
    return text[:start] + draw(st.one_of(st.just(""), st.just(text[start:end] * 2), SOUPS)) + text[end:]
