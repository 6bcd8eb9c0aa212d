"""Promises of chemistry on pages and paper: what mhchem reads is drawn, and all else is left alone."""

import pytest

from cuedeck.decks.page.chemistry import plain
from cuedeck.decks.page.formulas import drawn


@pytest.mark.parametrize(
    ("tex", "spelt"),
    [
        (r"\ce{H2O}", r"{\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{SO4^2-}", r"{\mathrm{SO}_{4}^{2-}}"),
        (r"\ce{NH4+}", r"{\mathrm{NH}_{4}^{+}}"),
        (r"\ce{^{14}_{6}C}", r"{^{14}_{6}\mathrm{C}}"),
        (r"\ce{H2C=CH2}", r"{\mathrm{H}_{2}\mathrm{C}{=}\mathrm{CH}_{2}}"),
        (r"\ce{2H2 + O2 -> 2H2O}", r"{2\mathrm{H}_{2}\ +\ \mathrm{O}_{2}\ \rightarrow\ 2\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{A <=>[\Delta] B}", r"{\mathrm{A}\ \overset{\Delta}{\rightleftharpoons}\ \mathrm{B}}"),
        (r"\ce{CuSO4 * 5H2O}", r"{\mathrm{CuSO}_{4}\ {\cdot}\ 5\mathrm{H}_{2}\mathrm{O}}"),
        (r"\ce{AgCl(s) v}", r"{\mathrm{AgCl}\,\mathrm{(s)}\ \downarrow}"),
        (r"K = [\ce{H+}]", r"K = [{\mathrm{H}^{+}}]"),
        (r"\pu{25 kJ}", r"{\mathrm{25\ kJ}}"),
        (r"\ce{H2O", r"\ce{H2O"),
        (r"\cent{a}", r"\cent{a}"),
    ],
)
def test_chemistry_is_spelt_out(tex: str, spelt: str) -> None:
    """Counts, charges, arrows, states and units as mhchem sets them; what never closes stays."""
    assert plain(tex) == spelt


@pytest.mark.parametrize(
    "tex",
    [
        r"\ce{CaCO3 ->[\Delta] CaO + CO2 ^}",
        r"\ce{[Cu(NH3)4]^2+}",
        r"\ce{1/2 O2 + H2 -> H2O}",
        r"\ce{A ->[H2SO4][80 °C] B}",
        r"\frac{[\ce{H+}][\ce{OH-}]}{[\ce{H2O}]}",
    ],
)
def test_chemistry_is_drawn(tex: str) -> None:
    """The drawing says the TeX of the note to screen readers."""
    drawing = drawn(tex)
    assert drawing is not None
    assert f'aria-label="{tex.replace(">", "&gt;")}"' in drawing
