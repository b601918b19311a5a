"""What the commands of TeX for signs stand for, and the small figures and letters above and below the line."""

from collections.abc import Mapping

RAISED: Mapping[str, str] = dict(
    zip("0123456789+-=()abcdefghijklmnoprstuvwxyzABDEGHIJKLMNOPRTUVWαβγδεθιφχ−",
        "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ᵃᵇᶜᵈᵉᶠᵍʰⁱʲᵏˡᵐⁿᵒᵖʳˢᵗᵘᵛʷˣʸᶻᴬᴮᴰᴱᴳᴴᴵᴶᴷᴸᴹᴺᴼᴾᴿᵀᵁⱽᵂᵅᵝᵞᵟᵋᶿᶥᵠᵡ⁻", strict=True)
)  # fmt: skip
LOWERED: Mapping[str, str] = dict(
    zip("0123456789+-=()aehijklmnoprstuvxβγρφχ−", "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓᵦᵧᵨᵩᵪ₋", strict=True)
)
SIGNS: Mapping[str, str] = dict(
    each.split(":")
    for each in """
    alpha:α beta:β gamma:γ delta:δ epsilon:ε varepsilon:ε zeta:ζ eta:η theta:θ vartheta:ϑ iota:ι kappa:κ lambda:λ mu:μ
    nu:ν xi:ξ pi:π rho:ρ sigma:σ tau:τ upsilon:υ phi:φ varphi:φ chi:χ psi:ψ omega:ω Gamma:Γ Delta:Δ Theta:Θ Lambda:Λ
    Xi:Ξ Pi:Π Sigma:Σ Upsilon:Υ Phi:Φ Psi:Ψ Omega:Ω times:× cdot:· div:÷ pm:± mp:∓ ast:∗ circ:∘ bullet:• le:≤ leq:≤
    ge:≥ geq:≥ ne:≠ neq:≠ equiv:≡ approx:≈ sim:∼ simeq:≃ cong:≅ propto:∝ ll:≪ gg:≫ in:∈ notin:∉ ni:∋ subset:⊂
    supset:⊃ subseteq:⊆ supseteq:⊇ cup:∪ cap:∩ setminus:∖ emptyset:∅ varnothing:∅ forall:∀ exists:∃ neg:¬ lnot:¬
    land:∧ wedge:∧ lor:∨ vee:∨ oplus:⊕ otimes:⊗ to:→ rightarrow:→ leftarrow:← leftrightarrow:↔ Rightarrow:⇒
    Leftarrow:⇐ Leftrightarrow:⇔ implies:⇒ iff:⇔ mapsto:↦ uparrow:↑ downarrow:↓ infty:∞ partial:∂ nabla:∇ sum:∑
    prod:∏ int:∫ iint:∬ oint:∮ sqrt:√ ldots:… cdots:⋯ dots:… vdots:⋮ prime:′ degree:° angle:∠ perp:⊥ parallel:∥ mid:∣
    langle:⟨ rangle:⟩ lfloor:⌊ rfloor:⌋ lceil:⌈ rceil:⌉ hbar:ℏ ell:ℓ Re:ℜ Im:ℑ aleph:ℵ star:⋆ dagger:† therefore:∴
    because:∵ models:⊨ vdash:⊢ top:⊤ bot:⊥
    """.split()
)
