"""Words of the acts of entry and exit: nomeação, its term, exoneração, homologação of the estágio."""

from __future__ import annotations

from dataclasses import replace

from ..documentos.textos import Marcado, ModeloTexto
from ..estatuto import dispositivos as d
from ..estatuto.erros import ErroDominio
from ..estatuto.prazos import prazo_da_posse
from ..estatuto.tipos import (
    AlcanceRepublicacao,
    Carater,
    FundamentoExoneracao,
    FundamentoSemEfeito,
    ResultadoEstagio,
    TipoPrazo,
    TipoProvimento,
)
from ..estatuto.vida import Prorrogacao, Provimento, Vinculo
from ..registro.consultas import atos_doe as consultas
from .papeis_atos_caso import VAZIO, Caso, Redacao

# ------------------------------------------------------------------ nomeação


def nomeacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a nomeação, by its character (arts. 10 to 14)."""
    c = caso.conteudo
    carater: Carater = c.get("carater")
    valores = {
        "nome": caso.nome(),
        "quem": caso.quem(),
        "cargo": caso.cargo(c.get("cargo"), c.get("classe")),
        "lotacao": caso.lotacao(c.get("unidade")),
        "simbolo": caso.simbolo_do_cargo(c.get("cargo")),
    }
    if carater is Carater.TEMPORARIO:
        artigos = [t.paragrafo("temporario", **valores)]
        outro = _cargo_permanente(caso)
        if outro is not None:
            artigos.append(t.paragrafo("temporario_afasta", outro_cargo=outro))
        artigos.append(t.paragrafo("temporario_posse"))
    elif carater is Carater.VITALICIO:
        artigos = [t.paragrafo("vitalicio", **valores), t.paragrafo("temporario_posse")]
    else:
        artigos = [
            t.paragrafo("permanente", **valores, **concurso(caso)),
            _vaga(caso, t),
            t.paragrafo("permanente_posse"),
        ]
    return Redacao(ementa=t.paragrafo(f"{carater.value}_ementa", **valores), artigos=tuple(artigos))


def concurso(caso: Caso) -> dict[str, str | None]:
    """Return edital, list and place of the candidate, blanks when the nomeação names none."""
    candidato = caso.conteudo.get("candidato")
    linha = consultas.aprovado(caso.conexao, candidato) if candidato is not None else None
    if linha is None:
        return {"edital": None, "lista": None, "classificacao": None}
    return {
        "edital": caso.livre(linha.edital, "edital do concurso"),
        "lista": caso.livre(linha.lista, "lista do concurso"),
        "classificacao": f"{linha.classificacao}º lugar",
    }


def _vaga(caso: Caso, t: ModeloTexto) -> Marcado:
    c = caso.conteudo
    origem = c.get("origem")
    partes = (origem.rotulo.lower() if origem is not None else "", caso.livre(c.get("origem_vaga"), "origem da vaga"))
    escrita: str | Marcado | None = "; ".join(dict.fromkeys(filter(None, partes))) or None
    if c.get("ultimo_ocupante"):
        escrita = t.paragrafo("origem_ocupante", origem=escrita, ocupante=c.get("ultimo_ocupante"))
    posto = t.paragrafo("posto", posto=c.get("posto")) if c.get("posto") else VAZIO
    return t.paragrafo("permanente_vaga", posto=posto, origem=escrita)


def _cargo_permanente(caso: Caso) -> Marcado | None:
    """Return the cargo permanente that the person already holds and is away from while in the temporário (N9)."""
    vida = caso.preparo.vida if caso.preparo is not None else None
    if vida is None:
        return None
    atual = next((v for v in reversed(vida.vinculos) if v.vivo and v.permanente and v.ocupacoes), None)
    return None if atual is None else caso.cargo(atual.cargo)


# ------------------------------------------------------------------ the term of the posse


def prorrogacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the decision on the request to extend the term (art. 19).  ErroDominio while undecided."""
    vinculo = _vinculo(caso)
    deferida = caso.conteudo.get("deferida")
    if deferida is None:
        raise ErroDominio(
            "O pedido de prorrogação ainda não foi decidido (art. 19), e só a decisão tem minuta. Nada foi impresso; "
            "diga se foi deferida."
        )
    pendente = next((p for p in vinculo.prorrogacoes if p.deferida is None), None)
    requerimento = caso.conteudo.get("requerimento") or (pendente.requerimento if pendente is not None else None)
    if pendente is not None:
        decididas = tuple(replace(p, deferida=deferida) if p is pendente else p for p in vinculo.prorrogacoes)
    elif requerimento is not None and deferida:
        decididas = (*vinculo.prorrogacoes, Prorrogacao(requerimento=requerimento, deferida=True))
    else:
        decididas = vinculo.prorrogacoes
    assert caso.fontes is not None
    depois = prazo_da_posse(caso.fontes.leitura.vida, replace(vinculo, prorrogacoes=decididas), caso.ctx.regimes)
    valores = {
        **_do_nomeado(caso),
        "requerimento": caso.data(
            requerimento, "requerimento de prorrogação", "minuta ou livro, pedido de prorrogação"
        ),
        **caso.prazo(depois, "prazo de posse"),
    }
    qual = "prorroga" if deferida else "indefere"
    artigos = (t.paragrafo(qual, **valores), t.paragrafo(f"{qual}_fim", **valores))
    return Redacao(ementa=t.paragrafo(f"{qual}_ementa", **valores), artigos=artigos, competencia=d.ART_18)


def republicacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a republication of a nomeação (rule C13)."""
    valores = {**_do_nomeado(caso), "fundamento": caso.frase(caso.conteudo.get("fundamento"))}
    alcance = caso.conteudo.get("alcance")
    efeito = "substancial" if alcance is AlcanceRepublicacao.SUBSTANCIAL else "formal"
    artigos = (t.paragrafo("republica", **valores), t.paragrafo(f"republica_{efeito}"))
    return Redacao(ementa=t.paragrafo("republica_ementa", **valores), artigos=artigos)


def sem_efeito(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the act that leaves a nomeação, or an aproveitamento, without effect (arts. 19 and 39)."""
    vinculo = _vinculo(caso)
    outro = caso.conteudo.get("fundamento") is FundamentoSemEfeito.OUTRO
    texto = caso.frase(caso.conteudo.get("texto"))
    pendente = provimento_pendente(vinculo, TipoProvimento.APROVEITAMENTO)
    if pendente is not None:
        chave = "sem_efeito_aproveitamento"
        valores = {
            **_da_pessoa(caso),
            **do_provimento(caso, pendente),
            "cargo": caso.cargo(pendente.cargo),
            "cargo_anterior": caso.cargo(pendente.cargo_anterior),
            "texto": texto,
        }
        fim = t.paragrafo("sem_efeito_aproveitamento_volta", **valores)
    else:
        chave = "sem_efeito"
        prazo = caso.prazo(caso.datado(TipoPrazo.POSSE), "prazo de posse") if not outro else {}
        valores = {**_do_nomeado(caso), **prazo, "texto": texto}
        fim = t.paragrafo("sem_efeito_posto")
    corpo = t.paragrafo(f"{chave}_outro" if outro else chave, **valores)
    return Redacao(ementa=t.paragrafo(f"{chave}_ementa", **valores), artigos=(corpo, fim))


def _do_nomeado(caso: Caso) -> dict[str, str | None]:
    return {**_da_pessoa(caso), "cargo": caso.cargo(_vinculo(caso).cargo), "nomeacao": caso.nomeacao()}


def _da_pessoa(caso: Caso) -> dict[str, str | None]:
    return {"nome": caso.nome(), "quem": caso.quem()}


def _vinculo(caso: Caso) -> Vinculo:
    if caso.vinculo is None:
        raise ErroDominio(
            f"{caso.definicao.rotulo}: a pessoa escolhida não tem vínculo a que o ato se refira. Nada foi impresso; "
            "confira a pessoa."
        )
    return caso.vinculo


def provimento_pendente(vinculo: Vinculo, tipo: TipoProvimento) -> Provimento | None:
    """Return the last provimento, if it is of that kind and its exercício did not come."""
    ultimo = vinculo.provimento
    return ultimo if ultimo is not None and ultimo.tipo is tipo and ultimo.pendente else None


def do_provimento(caso: Caso, provimento: Provimento | None) -> dict[str, str | None]:
    """Return the publication of a provimento and the end of the term it opened; blanks without one."""
    vinculo = _vinculo(caso)
    if provimento is None:
        return {"provimento": None, "vence": None, "ultimo": VAZIO}
    ordem = vinculo.provimentos.index(provimento) + 1
    rotulo = provimento.tipo.rotulo.lower()
    return {
        "provimento": caso.data(provimento.fato.data, f"publicação do ato de {rotulo}", "livro, ato de " + rotulo),
        **caso.prazo(caso.datado(TipoPrazo.EXERCICIO, ordem), "prazo de exercício"),
    }


# ------------------------------------------------------------------ exoneração


def a_pedido(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of an exoneração a pedido (art. 46)."""
    pedido = caso.data(caso.conteudo.get("requerimento"), "requerimento de exoneração")
    return _exonerar(caso, t, "pedido", requerimento=pedido)


def de_oficio(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of an exoneração de ofício, by its ground (arts. 21, § 3º, and 27)."""
    vinculo, fundamento = _vinculo(caso), caso.conteudo.get("fundamento")
    if fundamento is FundamentoExoneracao.REPROVACAO_ESTAGIO:
        fim = vinculo.homologacao
        return _exonerar(
            caso, t, "reprovacao",
            exercicio=caso.data(vinculo.exercicio.data if vinculo.exercicio else None, "entrada em exercício", "livro"),
            homologacao=caso.data(fim.fato.data if fim else None, "homologação do estágio probatório", "livro"),
        )  # fmt: skip
    if fundamento is FundamentoExoneracao.OUTRO:
        return _exonerar(caso, t, "outro", texto=caso.frase(caso.conteudo.get("texto")))
    return _exonerar(
        caso, t, "nao_exercicio",
        posse=caso.data(vinculo.posse.data if vinculo.posse else None, "posse", "livro"),
        **caso.prazo(caso.datado(TipoPrazo.EXERCICIO), "prazo de exercício"),
    )  # fmt: skip


def a_juizo(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of an exoneração a juízo da autoridade: cargo temporário (art. 47)."""
    return _exonerar(caso, t, "juizo")


def _exonerar(caso: Caso, t: ModeloTexto, chave: str, **outros: str | None) -> Redacao:
    valores = {**do_cargo(caso), **outros}
    artigos = (t.paragrafo(chave, **valores), t.paragrafo("vago"))
    return Redacao(ementa=t.paragrafo(f"{chave}_ementa", **valores), artigos=artigos)


def do_cargo(caso: Caso) -> dict[str, str | None]:
    """Return the person and the cargo, with symbol and lotação, of the vínculo the act is about."""
    vinculo = _vinculo(caso)
    return {
        **_da_pessoa(caso),
        "cargo": caso.cargo(vinculo.cargo),
        "simbolo": caso.simbolo_do_cargo(vinculo.cargo),
        "lotacao": caso.lotacao(vinculo.unidade),
    }


# ------------------------------------------------------------------ estágio


def homologacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the homologação of the estágio (art. 27), with the day of the estabilidade when approved."""
    vinculo = _vinculo(caso)
    valores = {
        **do_cargo(caso),
        "exercicio": caso.data(vinculo.exercicio.data if vinculo.exercicio else None, "entrada em exercício", "livro"),
        "submissao": caso.data(
            vinculo.submissao.data if vinculo.submissao else None, "submissão à homologação", "livro"
        ),
    }
    if caso.conteudo.get("resultado") is ResultadoEstagio.REPROVADO:
        artigos = (t.paragrafo("reprovado", **valores), t.paragrafo("reprovado_defesa"))
        return Redacao(ementa=t.paragrafo("reprovado_ementa", **valores), artigos=artigos)
    estavel = caso.prazo(caso.datado(TipoPrazo.ESTABILIDADE), "estabilidade")["vence"]
    artigos = (t.paragrafo("aprovado", **valores), t.paragrafo("aprovado_estavel", estavel=estavel))
    return Redacao(ementa=t.paragrafo("aprovado_ementa", **valores), artigos=artigos)
