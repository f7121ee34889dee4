"""Words of the acts during service: movement, functions, career, time from elsewhere; and of those on cargos."""

from __future__ import annotations

from datetime import date
from typing import TypeVar

from ..documentos.textos import Marcado, ModeloTexto
from ..estatuto.contagem import dias_entre
from ..estatuto.funcional import Designacao, Substituicao
from ..estatuto.tipos import EspecieDesignacao, FinalidadeAverbacao, TipoExtincao
from ..registro.consultas import atos_doe as consultas
from .frases import enumerar
from .papeis_atos_caso import VAZIO, Caso, Redacao
from .papeis_atos_entrada import do_cargo

R = TypeVar("R", Designacao, Substituicao)

# ------------------------------------------------------------------ movement


def remocao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a remoção: a pedido, de ofício or by reason of health (art. 50)."""
    c = caso.conteudo
    como = "saude" if c.get("por_saude") else "oficio" if c.get("de_oficio") else "pedido"
    return _mover(caso, t, "remocao_ementa", f"remocao_{como}")


def relotacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a relotação, with the cargo (art. 49)."""
    como = "oficio" if caso.conteudo.get("de_oficio") else "pedido"
    return _mover(caso, t, "relotacao_ementa", f"relotacao_{como}")


def permuta(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a remoção por permuta (art. 50)."""
    c = caso.conteudo
    outra: str | Marcado | None = caso.livre(c.get("outra_pessoa"), "com quem permuta")
    if outra and c.get("outra_matricula"):
        outra = caso.comum.paragrafo("quem_matricula", nome=outra, matricula=c.get("outra_matricula"))
    return _mover(caso, t, "permuta_ementa", "permuta", outra_pessoa=outra)


def _mover(caso: Caso, t: ModeloTexto, ementa: str, corpo: str, **outros: str | None) -> Redacao:
    valores = do_cargo(caso)
    atual = caso.nome_da_unidade(caso.vinculo.unidade if caso.vinculo is not None else None)
    valores |= {
        "origem": t.paragrafo("origem", unidade=atual) if atual else VAZIO,
        "destino": caso.nome_da_unidade(caso.conteudo.get("unidade")),
        **outros,
    }
    artigos = [t.paragrafo(corpo, **valores)]
    if caso.conteudo.get("outra_localidade"):
        artigos.append(t.paragrafo("outra_localidade"))
    return Redacao(ementa=t.paragrafo(ementa, **valores), artigos=tuple(artigos))


# ------------------------------------------------------------------ functions


def designacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a designação for chefia or assessoramento (art. 11, parágrafo único)."""
    c = caso.conteudo
    valores = do_cargo(caso) | {
        "funcao": caso.livre(c.get("funcao"), "função"),
        "simbolo": caso.simbolo(c.get("simbolo")),
        "lotacao": caso.lotacao(c.get("unidade")),
        "periodo": _periodo(caso, t),
    }
    chave = "assessoramento" if c.get("especie") is EspecieDesignacao.ASSESSORAMENTO else "chefia"
    return Redacao(ementa=t.paragrafo(f"{chave}_ementa", **valores), artigos=(t.paragrafo(chave, **valores),))


def dispensa(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the dispensa of a function (art. 11, parágrafo único)."""
    funcao = _o_que_termina(caso, Designacao)
    return _cessar(caso, t, "dispensa", funcao=funcao.funcao if funcao is not None else None)


def substituicao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a substituição of the holder of a cargo temporário (art. 26, §§ 4º and 5º)."""
    c = caso.conteudo
    motivo = caso.livre(c.get("motivo"), "ausência do titular")
    valores = do_cargo(caso) | {
        "funcao": caso.cargo(c.get("cargo")),
        "simbolo": caso.simbolo_do_cargo(c.get("cargo")),
        "titular": caso.livre(c.get("titular"), "titular"),
        "periodo": _periodo(caso, t),
        "motivo": t.paragrafo("motivo", motivo=motivo) if motivo else VAZIO,
    }
    return Redacao(
        ementa=t.paragrafo("substituicao_ementa", **valores), artigos=(t.paragrafo("substituicao", **valores),)
    )


def fim_substituicao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the end of a substituição (art. 26, §§ 4º and 5º)."""
    termina = _o_que_termina(caso, Substituicao)
    return _cessar(caso, t, "fim_substituicao", funcao=caso.cargo(termina.cargo) if termina is not None else None)


def _o_que_termina(caso: Caso, especie: type[R]) -> R | None:
    vinculo = caso.vinculo
    if vinculo is None:
        return None
    desde = caso.conteudo.get("desde")
    achados = [r for r in vinculo.funcional if isinstance(r, especie) and desde in (None, r.inicio)]
    return achados[-1] if achados else None


def _cessar(caso: Caso, t: ModeloTexto, chave: str, **outros: str | None) -> Redacao:
    c = caso.conteudo
    dia = caso.data(c.get("data"), "primeiro dia sem ela")
    valores = do_cargo(caso) | {"data": t.paragrafo("a_partir_de", data=dia) if dia else VAZIO, **outros}
    artigos = [t.paragrafo(chave, **valores)]
    fundamento = caso.frase(c.get("fundamento"))
    if fundamento:
        artigos.append(t.paragrafo("fundamento", fundamento=fundamento))
    return Redacao(ementa=t.paragrafo(f"{chave}_ementa", **valores), artigos=tuple(artigos))


def _periodo(caso: Caso, t: ModeloTexto) -> Marcado:
    inicio: date | None = caso.conteudo.get("inicio")
    fim: date | None = caso.conteudo.get("fim")
    if inicio is None and fim is None:
        return VAZIO
    primeiro = caso.data(inicio, "primeiro dia")
    if fim is None:
        return t.paragrafo("periodo_desde", inicio=primeiro)
    return t.paragrafo("periodo", inicio=primeiro, fim=caso.data(fim, "último dia"))


# ------------------------------------------------------------------ career


def promocao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a promoção (arts. 30 to 33)."""
    c = caso.conteudo
    alvos = (("a classe", c.get("classe")), ("a referência", c.get("referencia")))
    desde = caso.data(c.get("vigencia"), "efeitos da promoção")
    criterio = c.get("criterio")
    valores = do_cargo(caso) | {
        "criterio": criterio.rotulo.lower() if criterio is not None else None,
        "destino": enumerar([_com_palavra(nome, valor) for nome, valor in alvos if valor]) or None,
        "vigencia": t.paragrafo("vigencia", data=desde) if desde else VAZIO,
    }
    return Redacao(ementa=t.paragrafo("promocao_ementa", **valores), artigos=(t.paragrafo("promocao", **valores),))


def _com_palavra(nome: str, valor: str) -> str:
    """Return "a classe II", also for who wrote "Classe II"."""
    palavra = nome.split()[1]
    resto = valor.split(maxsplit=1)
    escrito = resto[1] if len(resto) == 2 and resto[0].casefold() == palavra else valor
    return f"{nome} {escrito}"


def readaptacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of a readaptação (art. 43); nothing of the laudo is said."""
    valores = do_cargo(caso) | {
        "periodo": _periodo(caso, t),
        "atribuicoes": caso.livre(caso.conteudo.get("atribuicoes"), "atribuições"),
    }
    return Redacao(
        ementa=t.paragrafo("readaptacao_ementa", **valores), artigos=(t.paragrafo("readaptacao", **valores),)
    )


def fim_readaptacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the end of a readaptação (art. 43)."""
    return _cessar(caso, t, "fim_readaptacao")


def averbacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of an averbação: the period, the days certified, what it counts for (C10)."""
    c = caso.conteudo
    inicio, fim = c.get("inicio"), c.get("fim")
    dias = c.get("dias")
    if dias is None and inicio is not None and fim is not None:
        dias = dias_entre(inicio, fim)
    onde = c.get("origem")
    efeitos = [f.rotulo.lower() for f in FinalidadeAverbacao if c.get(f.value)]
    valores = do_cargo(caso) | {
        "empregador": caso.livre(c.get("empregador"), "empregador"),
        "onde": onde.rotulo if onde is not None else None,
        "inicio": caso.data(inicio, "primeiro dia do período averbado"),
        "fim": caso.data(fim, "último dia do período averbado"),
        "dias": f"{dias:,}".replace(",", ".") if dias is not None else None,
        "certidao": caso.livre(c.get("certidao"), "certidão"),
        "certidao_data": caso.data(c.get("certidao_data"), "data da certidão"),
        "efeitos": enumerar(efeitos) or None,
    }
    return Redacao(ementa=t.paragrafo("averbacao_ementa", **valores), artigos=(t.paragrafo("averbacao", **valores),))


# ------------------------------------------------------------------ cargos


def extincao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the extinction of a cargo, or of its declaration of desnecessidade (arts. 3º and 37)."""
    c = caso.conteudo
    valores = {"cargo": caso.cargo(c.get("cargo")), "lei": caso.livre(c.get("lei"), "lei ou decreto")}
    chave = "desnecessidade" if c.get("tipo") is TipoExtincao.DESNECESSIDADE else "extincao"
    artigos = (t.paragrafo(chave, **valores), t.paragrafo("disponibilidade"))
    return Redacao(ementa=t.paragrafo(f"{chave}_ementa", **valores), artigos=artigos)


def transformacao(caso: Caso, t: ModeloTexto) -> Redacao:
    """Return the words of the transformation of a cargo into another (art. 3º)."""
    c = caso.conteudo
    valores = {
        "cargo": caso.cargo(c.get("cargo")),
        "para": caso.cargo(c.get("para")),
        "lei": caso.livre(c.get("lei"), "lei"),
    }
    artigos = (t.paragrafo("transformacao", **valores), t.paragrafo("transformacao_ocupantes"))
    return Redacao(ementa=t.paragrafo("transformacao_ementa", **valores), artigos=artigos)


def nome_do_cargo(caso: Caso) -> str:
    """Return the name of the cargo that an act on a cargo is about."""
    id_ = caso.conteudo.get("cargo")
    citado = consultas.cargo(caso.conexao, id_) if id_ is not None else None
    return citado.nome if citado is not None else ""
