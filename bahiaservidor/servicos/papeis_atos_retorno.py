"""Words of the provimentos without posse, of disponibilidade and cassações, and of what ends a vínculo."""

from __future__ import annotations

from ..documentos.textos import Marcado, ModeloTexto, destaque
from ..estatuto.tipos import FundamentoReintegracao, TipoAposentadoria, TipoPrazo, TipoProvimento
from ..registro.consultas import atos_doe as consultas
from .papeis_atos_caso import Caso, Redacao
from .papeis_atos_entrada import do_cargo, do_provimento

_ESPECIES = {
    TipoAposentadoria.INVALIDEZ: "por invalidez (incapacidade permanente)",
    TipoAposentadoria.VOLUNTARIA: "voluntariamente",
    TipoAposentadoria.COMPULSORIA: "compulsoriamente",
}


def _redigir(
    t: ModeloTexto, ementa: str, artigos: tuple[str, ...], valores: dict[str, str | None], *mais: Marcado
) -> Redacao:
    corpo = tuple(t.paragrafo(chave, **valores) for chave in artigos)
    return Redacao(ementa=t.paragrafo(ementa, **valores), artigos=(*corpo, *mais))


# ------------------------------------------------------------------ provimentos without posse


def reversao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a reversão (arts. 34 to 36)."""
    vinculo, c = caso.vinculo, caso.conteudo
    retirada = vinculo.aposentadoria if vinculo is not None else None
    valores = {
        **do_cargo(caso),
        "lotacao": caso.lotacao(c.get("unidade")),
        "especie": _ESPECIES.get(retirada.tipo) if retirada is not None and retirada.tipo is not None else None,
        "aposentadoria": caso.data(retirada.fato.data if retirada else None, "publicação da aposentadoria", "livro"),
        "laudo": caso.data(c.get("laudo"), "laudo da junta médica oficial"),
    }
    efeito = "reversao_disponibilidade" if c.get("sem_posto") else "reversao_exercicio"
    return _redigir(t, "reversao_ementa", ("reversao", efeito), valores)


def aproveitamento(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of an aproveitamento of who is in disponibilidade or lost the post (arts. 38 and 42)."""
    pessoa = do_cargo(caso)
    vinculo = caso.vinculo
    assert vinculo is not None
    desde = vinculo.disponibilidade or vinculo.excedente
    valores = {
        **pessoa,
        "cargo_anterior": pessoa["cargo"],
        "cargo": caso.cargo(caso.conteudo.get("cargo")),
        "lotacao": caso.lotacao(caso.conteudo.get("unidade")),
        "disponibilidade": caso.data(desde.data if desde else None, "início da disponibilidade", "livro"),
    }
    excedente = vinculo.disponibilidade is None and vinculo.excedente is not None
    corpo = "aproveitamento_excedente" if excedente else "aproveitamento"
    return _redigir(t, "aproveitamento_ementa", (corpo, "aproveitamento_exercicio"), valores)


def reintegracao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a reintegração (art. 41), with who holds the post meanwhile (art. 42)."""
    pessoa = do_cargo(caso)
    vinculo, c = caso.vinculo, caso.conteudo
    assert vinculo is not None
    fim = vinculo.fim
    valores = {
        **pessoa,
        "lotacao": caso.lotacao(c.get("unidade") or vinculo.unidade),
        "decisao": caso.data(c.get("decisao"), "decisão que invalidou a demissão"),
        "demissao": caso.data(fim.fato.data if fim else None, "publicação da demissão", "livro"),
    }
    revisao = c.get("fundamento") is FundamentoReintegracao.REVISAO
    corpo = "reintegracao_revisao" if revisao else "reintegracao_judicial"
    efeito = "reintegracao_disponibilidade" if c.get("sem_posto") else "reintegracao_exercicio"
    deslocado = c.get("deslocado")
    mais: tuple[Marcado, ...] = ()
    if deslocado is not None:
        ocupante = consultas.nome_do_ocupante(caso.conexao, deslocado)
        mais = (t.paragrafo("reintegracao_ocupante", ocupante=destaque(ocupante)),)
    return _redigir(t, "reintegracao_ementa", (corpo, efeito), valores, *mais)


def reconducao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a recondução to the former cargo (art. 42)."""
    pessoa = do_cargo(caso)
    vinculo, c = caso.vinculo, caso.conteudo
    assert vinculo is not None
    valores = {
        **pessoa,
        "cargo_anterior": pessoa["cargo"],
        "cargo": caso.cargo(c.get("cargo")),
        "lotacao": caso.lotacao(c.get("unidade")),
        "excedente": caso.data(
            vinculo.excedente.data if vinculo.excedente else None, "publicação da reintegração do ocupante", "livro"
        ),
    }
    return _redigir(t, "reconducao_ementa", ("reconducao", "reconducao_exercicio"), valores)


# ------------------------------------------------------------------ disponibilidade and cassações


def disponibilidade(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words that put somebody in disponibilidade, by its cause (arts. 37 and 42, parágrafo único)."""
    valores = do_cargo(caso)
    vinculo = caso.vinculo
    assert vinculo is not None
    cargo = consultas.cargo(caso.conexao, vinculo.cargo)
    if vinculo.excedente is not None:
        corpo = "deslocado"
        valores["excedente"] = caso.data(vinculo.excedente.data, "publicação da reintegração do ocupante", "livro")
    elif cargo is not None and cargo.extinto_em is not None:
        corpo = "extinto"
        valores["extinto_em"] = caso.data(cargo.extinto_em, "extinção do cargo", "cadastro do cargo")
    elif cargo is not None and cargo.desnecessario_em is not None:
        corpo = "desnecessario"
        valores["desnecessario_em"] = caso.data(
            cargo.desnecessario_em, "declaração de desnecessidade do cargo", "cadastro do cargo"
        )
    else:
        corpo = "sem_causa"
        valores["causa"] = None
    return _redigir(t, "disponibilidade_ementa", (corpo,), valores)


def cassar_aposentadoria(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words that revoke a retirement after a reversão without exercício (art. 34, parágrafo único)."""
    return _cassar(caso, t, "cassa_aposentadoria", TipoProvimento.REVERSAO)


def cassar_disponibilidade(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words that revoke a disponibilidade after an aproveitamento without exercício (art. 39)."""
    return _cassar(caso, t, "cassa_disponibilidade", TipoProvimento.APROVEITAMENTO)


def _cassar(caso: Caso, t: ModeloTexto, chave: str, tipo: TipoProvimento) -> Redacao:
    pessoa = do_cargo(caso)
    vinculo = caso.vinculo
    assert vinculo is not None
    # An aproveitamento already without effect is still what the cassação rests on (D3).
    provimento = next((p for p in reversed(vinculo.provimentos) if p.tipo is tipo and p.exercicio is None), None)
    valores = {**pessoa, **do_provimento(caso, provimento)}
    fundamento = caso.frase(caso.conteudo.get("fundamento"))
    mais = [t.paragrafo("fundamento", fundamento=fundamento)] if fundamento else []
    return _redigir(t, f"{chave}_ementa", (chave,), valores, *mais, t.paragrafo("fim"))


# ------------------------------------------------------------------ vacância


def aposentadoria(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a retirement, by its kind (art. 44; LC 152/2015, art. 2º)."""
    valores = do_cargo(caso)
    tipo = caso.conteudo.get("tipo") or TipoAposentadoria.VOLUNTARIA
    if tipo is TipoAposentadoria.COMPULSORIA:
        valores |= caso.prazo(caso.datado(TipoPrazo.COMPULSORIA), "aposentadoria compulsória")
    return _redigir(t, f"{tipo.value}_ementa", (tipo.value, "vago"), valores)


def demissao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a demissão (art. 44)."""
    processo = caso.livre(caso.conteudo.get("processo"), "processo disciplinar")
    return _redigir(t, "demissao_ementa", ("demissao", "vago"), {**do_cargo(caso), "processo": processo})


def posse_inacumulavel(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the vacância by posse in a cargo that cannot be held with this (art. 44)."""
    outro = caso.livre(caso.conteudo.get("outro_cargo"), "cargo em que toma posse")
    return _redigir(t, "inacumulavel_ementa", ("inacumulavel", "vago"), {**do_cargo(caso), "outro_cargo": outro})


def outra_vacancia(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a vacância by another cause (art. 44)."""
    fundamento = caso.frase(caso.conteudo.get("fundamento"))
    return _redigir(t, "outra_ementa", ("outra", "vago"), {**do_cargo(caso), "fundamento": fundamento})
