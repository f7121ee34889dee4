"""Reading the trail: by period, user, action, object and person.  Who may not see it is refused, and that is noted."""

from __future__ import annotations

from array import array
from collections.abc import Sequence
from datetime import UTC, date, datetime, time, timedelta
from typing import Any, Final

from ..registro.consultas import trilha as consultas
from ..relogio import fuso_da_bahia
from . import acessos
from .contexto import Contexto
from .copias_manifesto import PALAVRAS
from .permissoes import Permissao, exige
from .tipos.trilha import EscolhasDaTrilha, FiltroTrilha, LinhaTrilha

_ACOES: Final = {
    "consultou": "consultou", "exportou": "exportou", "exporta": "exportou", "imprimiu": "imprimiu",
    "tentou exportar": "tentou exportar", "recolheu acessos": "recolheu acessos", "importa": "importou",
    "desfaz": "desfez", "emite": "emitiu", "cancela": "cancelou", "confere": "conferiu", "altera": "alterou",
    "cria": "criou", "grava": "gravou", "anexa": "anexou", "retira": "retirou", "monta": "montou", "ajusta": "ajustou",
    "descarta": "descartou", "reabre": "reabriu", "apaga": "apagou", "move": "moveu",
    "completou_publicacao": "completou a publicação", "contradicao_ciente": "deu ciência",
    "contradicao_sem_ciencia": "retirou a ciência", "entrada": "entrou", "saida": "saiu",
    "entrada recusada": "entrada recusada", "acesso negado": "acesso negado", "bloqueio": "bloqueou",
    "desbloqueio": "desbloqueou", "copia": "copiou", "falha": "falhou", "restaura": "restaurou",
    "tenta restaurar": "tentou restaurar", "confirma": "confirmou", "compacta": "compactou", "cifra": "cifrou",
    "assume": "assumiu", "expurga": "expurgou", "confirma como segunda pessoa": "confirmou como segunda pessoa",
}  # fmt: skip
_OBJETOS: Final = {
    "servidor": "pessoa", "vinculo": "vínculo", "documento_emitido": "papel emitido", "anexo": "arquivo recebido",
    "lista": "lista", "relatorio": "relatório", "acervo": "acervo aberto", "importacao": "importação",
    "modelo_documento": "modelo de documento", "processo": "processo", "minuta": "minuta", "papel": "papel",
    "contraditorio": "aviso e defesa", "contradicao": "contradição", "leitura_item": "item do Diário",
    "acompanhamento": "acompanhamento", "instrumento": "instrumento", "configuracao": "configuração",
    "autoridade": "autoridade", "orgao": "órgão", "unidade": "unidade", "usuario": "usuário", "copia": "cópia",
    "arquivo": "arquivo", "ato": "ato", "operacao": "operação", "papeis": "papéis guardados",
}  # fmt: skip
_MOTIVOS_DE_COPIA: Final = {str(motivo): palavras.lower() for motivo, palavras in PALAVRAS.items()}


def palavra_da_acao(acao: str) -> str:
    """Return an action in words."""
    return _ACOES.get(acao, acao.replace("_", " "))


def palavra_do_objeto(objeto: str) -> str:
    """Return a kind of object in words."""
    return _OBJETOS.get(objeto, objeto.replace("_", " "))


@exige(Permissao.VER_TRILHA)
def ids(ctx: Contexto, *, filtro: FiltroTrilha, decrescente: bool = True) -> array[int]:
    """Return the ids of the rows that pass, the latest first; what was noted until now comes first into the trail."""
    acessos.gravar_se_der(ctx)
    acessos.anotar(ctx, "lista", None, "trilha")
    with ctx.banco.leitura() as conexao:
        return consultas.ids(conexao, _filtro(filtro), decrescente=decrescente)


@exige(Permissao.VER_TRILHA)
def linhas(ctx: Contexto, *, ids: Sequence[int]) -> tuple[LinhaTrilha, ...]:
    """Return the rows asked for, in the order asked."""
    with ctx.banco.leitura() as conexao:
        lidas = consultas.linhas(conexao, ids)
        nomes = consultas.nomes_de_pessoas(
            conexao, [(linha.objeto, linha.objeto_id) for linha in lidas if linha.objeto_id is not None]
        )
    return tuple(_linha(linha, nomes.get((linha.objeto, linha.objeto_id), "")) for linha in lidas)


@exige(Permissao.VER_TRILHA)
def escolhas(ctx: Contexto) -> EscolhasDaTrilha:
    """Return the users, actions and kinds of object there are in the trail."""
    with ctx.banco.leitura() as conexao:
        acoes = consultas.distintos(conexao, "acao")
        objetos = consultas.distintos(conexao, "objeto")
        return EscolhasDaTrilha(
            usuarios=consultas.distintos(conexao, "usuario"),
            acoes=tuple(sorted(((a, palavra_da_acao(a)) for a in acoes), key=lambda par: par[1])),
            objetos=tuple(sorted(((o, palavra_do_objeto(o)) for o in objetos), key=lambda par: par[1])),
            total=consultas.contagem(conexao),
        )


def _filtro(filtro: FiltroTrilha) -> consultas.FiltroDaTrilha:
    return consultas.FiltroDaTrilha(
        de=_inicio(filtro.de),
        ate=_inicio(filtro.ate + timedelta(days=1)) if filtro.ate is not None else None,
        usuario=filtro.usuario,
        acoes=filtro.acoes,
        objeto=filtro.objeto,
        servidor_id=filtro.servidor_id,
    )


def _inicio(dia: date | None) -> datetime | None:
    """Return the instant at which a civil day begins in Bahia."""
    return datetime.combine(dia, time(), fuso_da_bahia()).astimezone(UTC) if dia is not None else None


def _linha(linha: Any, pessoa: str) -> LinhaTrilha:
    o_que, vezes, em, ate = acessos.abrir_detalhe(linha.detalhe)
    return LinhaTrilha(
        id=linha.id,
        instante=linha.instante,
        visto_em=em or linha.instante,
        visto_ate=ate or linha.instante,
        vezes=vezes,
        usuario=linha.usuario,
        maquina=linha.maquina,
        acao=palavra_da_acao(linha.acao),
        objeto=palavra_do_objeto(linha.objeto),
        objeto_id=linha.objeto_id,
        pessoa=pessoa,
        detalhe=_detalhe(o_que),
        hash=linha.hash,
    )


def _detalhe(o_que: str) -> str:
    # The digest of a user's row proves, in the trail itself, that nobody changed it: it says nothing to who reads.
    ditos = [parte for parte in o_que.split("; ") if not parte.startswith("resumo sha256:")]
    return _MOTIVOS_DE_COPIA.get(o_que) or "; ".join(ditos)
