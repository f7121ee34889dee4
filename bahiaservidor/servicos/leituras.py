"""Readings of the law: the named alternatives, which one this installation follows, and what changing it would move.

The catalogue says of each question what the alternatives are and what they do to the dates (C4, C6, S5, C13).  A choice
is kept with its fundamento, author and instant, and counts from then on: a closed deadline stays as it was known.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import date
from typing import Final

from ..estatuto import dispositivos as d
from ..estatuto.erros import ErroDominio
from ..estatuto.formatos.nomes import normalizar
from ..estatuto.tipos import (
    NAO_SAO_EFETIVO_EXERCICIO,
    AlcanceRepublicacao,
    ContagemPublicacao,
    FimDeMes,
    MotivoAfastamento,
)
from ..registro.cadastro import lancar_cadastro
from ..registro.conexao import Conexao
from ..registro.consultas.movimento import escolhas, pessoas_com_prazo_aberto
from ..registro.regras import OpcaoRegistrada
from .contexto import Contexto
from .movimento import DA_PUBLICACAO, DO_ESTAGIO, LISTADOS, Progresso, mover, refazer, reunir
from .permissoes import Permissao, exige
from .regimes import (
    HIPOTESE,
    NAO_SUSPENDE,
    OPCAO_ESTAGIO,
    OPCAO_FIM_DE_MES,
    OPCAO_PUBLICACAO,
    OPCAO_REPUBLICACAO,
    PADRAO,
    SUSPENDE,
)
from .tipos import Alternativa, Escolha, Leitura, Movimento, PrazoMovido

_DA_PUBLICACAO = Leitura(
    chave=OPCAO_PUBLICACAO,
    regra="C4",
    titulo="Prazo contado da publicação no Diário Oficial",
    explicacao="Os arts. 19 e 34 mandam contar “da publicação”; o art. 259 tem regra própria para o dia em que a "
    "publicação se considera feita. As duas contas são sempre feitas e mostradas: a escolhida dá o vencimento, e a "
    "mais tardia dá o último dia, antes do qual nenhuma consequência é proposta.",
    dispositivo="arts. 19, 34 e 259, §§ 1º e 2º",
    alternativas=(
        Alternativa(
            valor=ContagemPublicacao.LITERAL.value,
            rotulo=ContagemPublicacao.LITERAL.rotulo,
            efeito="Publicação mais o número de dias; se cair em dia sem expediente, passa ao dia útil seguinte. O "
            "último dia continua o da leitura mais tardia.",
        ),
        Alternativa(
            valor=ContagemPublicacao.ART_259.value,
            rotulo=ContagemPublicacao.ART_259.rotulo,
            efeito="Publicação em dia sem expediente vale como feita no dia útil seguinte, e o primeiro dia é o útil "
            "depois dela: o vencimento fica igual ou posterior ao da leitura literal. O último dia não muda.",
        ),
    ),
    padrao=ContagemPublicacao.LITERAL.value,
    valor=ContagemPublicacao.LITERAL.value,
)

_FIM_DE_MES = Leitura(
    chave=OPCAO_FIM_DE_MES,
    regra="C6",
    titulo="Término em dia que não existe no mês",
    explicacao="Meses e anos contam de data a data. Quando o mês do término não tem o dia (29/02/2024 mais 3 anos, "
    "31/08 mais 6 meses), é preciso dizer onde o prazo acaba.",
    dispositivo="Lei 810/1949; Código Civil, art. 132, § 3º",
    alternativas=(
        Alternativa(
            valor=FimDeMes.DIA_SEGUINTE.value,
            rotulo=FimDeMes.DIA_SEGUINTE.rotulo,
            efeito="29/02/2024 mais 3 anos: 01/03/2027. Vencimento e último dia são o mesmo.",
        ),
        Alternativa(
            valor=FimDeMes.ULTIMO_DIA.value,
            rotulo=FimDeMes.ULTIMO_DIA.rotulo,
            efeito="29/02/2024 mais 3 anos: 28/02/2027. Avaliações, fim do estágio e estabilidade dessas pessoas "
            "ficam um ou mais dias antes, e com eles o vencimento e o último dia.",
        ),
    ),
    padrao=FimDeMes.DIA_SEGUINTE.value,
    valor=FimDeMes.DIA_SEGUINTE.value,
)

_REPUBLICACAO = Leitura(
    chave=OPCAO_REPUBLICACAO,
    regra="C13",
    titulo="Republicação ou retificação de uma nomeação",
    explicacao="A que muda pessoa, cargo ou quadro recomeça os prazos da sua própria publicação; a que só corrige a "
    "forma, não. É decidida em cada republicação, com fundamento; aqui se escolhe apenas o que o formulário traz "
    "marcado. As já registradas ficam como foram.",
    dispositivo=d.ART_19,
    alternativas=(
        Alternativa(
            valor=AlcanceRepublicacao.FORMAL.value,
            rotulo="O formulário traz marcada a correção formal",
            efeito="Nenhuma data muda por esta escolha. A correção formal não recomeça o prazo da posse.",
        ),
        Alternativa(
            valor=AlcanceRepublicacao.SUBSTANCIAL.value,
            rotulo="O formulário traz marcada a que muda pessoa, cargo ou quadro",
            efeito="Nenhuma data muda por esta escolha. A substancial recomeça o prazo da posse.",
        ),
    ),
    padrao=AlcanceRepublicacao.FORMAL.value,
    valor=AlcanceRepublicacao.FORMAL.value,
)


def _da_ausencia(motivo: MotivoAfastamento) -> Leitura:
    conta = motivo not in NAO_SAO_EFETIVO_EXERCICIO
    padrao = "não suspende" if conta else "suspende"
    if motivo is MotivoAfastamento.ABONO:
        padrao = "suspende só o que passa de 3 por mês ou 12 por ano"
    return Leitura(
        chave=f"{OPCAO_ESTAGIO}{motivo}",
        regra="S5",
        titulo=motivo.rotulo,
        explicacao="O estágio probatório tem duas contas. Na do efetivo exercício (estabilidade) o art. 118 diz o que "
        "conta. No período avaliado, a lei não diz que ausências o suspendem: por padrão, as mesmas. A marca feita em "
        "cada ausência, com fundamento, prevalece sobre esta escolha.",
        dispositivo="arts. 27 e 118",
        alternativas=(
            Alternativa(
                valor=PADRAO,
                rotulo=f"Como no efetivo exercício: {padrao}",
                efeito="As duas contas tratam a ausência do mesmo modo.",
            ),
            Alternativa(
                valor=SUSPENDE,
                rotulo="Suspende o período avaliado",
                efeito="Avaliações, submissão e fim do estágio vão para depois, pelos dias da ausência; vencimento e "
                "último dia andam juntos. A estabilidade não muda.",
            ),
            Alternativa(
                valor=NAO_SUSPENDE,
                rotulo="Não suspende o período avaliado",
                efeito="Avaliações, submissão e fim do estágio não esperam pelos dias da ausência. A estabilidade não "
                "muda.",
            ),
        ),
        padrao=PADRAO,
        valor=PADRAO,
    )


CATALOGO: Final[Mapping[str, Leitura]] = {
    leitura.chave: leitura
    for leitura in (_DA_PUBLICACAO, _FIM_DE_MES, _REPUBLICACAO, *(_da_ausencia(m) for m in MotivoAfastamento))
}
"""Every question, by key, with the program's default."""

_CONHECIDAS = f"{OPCAO_PUBLICACAO}, {OPCAO_FIM_DE_MES}, {OPCAO_REPUBLICACAO}, {OPCAO_ESTAGIO}AUSENCIA"


# ------------------------------------------------------------------ reading


def leituras(ctx: Contexto) -> tuple[Leitura, ...]:
    """Return every question with the alternative in use and the choices made, the latest first."""
    with ctx.banco.leitura() as conexao:
        gravadas = escolhas(conexao)
    feitas: dict[str, list[Escolha]] = {}
    for linha in reversed(gravadas):
        pergunta = CATALOGO.get(linha.chave)
        if pergunta is None:
            continue
        rotulo = next((a.rotulo for a in pergunta.alternativas if a.valor == linha.valor), linha.valor)
        feitas.setdefault(linha.chave, []).append(
            Escolha(
                chave=linha.chave, valor=linha.valor, fundamento=linha.fundamento, usuario=linha.usuario,
                instante=linha.instante, leitura=pergunta.titulo, rotulo=rotulo,
            )
        )  # fmt: skip
    return tuple(
        replace(leitura, valor=feitas[chave][0].valor, escolhas=tuple(feitas[chave])) if chave in feitas else leitura
        for chave, leitura in CATALOGO.items()
    )


def alcance_padrao(ctx: Contexto) -> AlcanceRepublicacao:
    """Return what the form of a republication brings marked (C13)."""
    (leitura,) = (x for x in leituras(ctx) if x.chave == OPCAO_REPUBLICACAO)
    return AlcanceRepublicacao(leitura.valor)


# ------------------------------------------------------------------ choosing


def conferir(chave: str, valor: str) -> None:
    """Raise ErroDominio for a reading, or an alternative of it, that does not exist."""
    leitura = CATALOGO.get(chave)
    if leitura is None:
        raise ErroDominio(f"A leitura “{chave}” não existe. Nada foi gravado; use uma destas: {_CONHECIDAS}.")
    valores = [a.valor for a in leitura.alternativas]
    if valor not in valores:
        raise ErroDominio(f"A leitura “{valor}” não existe para “{chave}”. Nada foi gravado; use {', '.join(valores)}.")


def prever(
    ctx: Contexto, *, chave: str, valor: str, hoje: date, limite: int | None = LISTADOS,
    progresso: Progresso | None = None,
) -> Movimento:  # fmt: skip
    """Return the open deadlines that choosing a reading would move.  Changes nothing."""
    conferir(chave, valor)
    with ctx.banco.leitura() as conexao:
        antes = ctx.regimes_em(conexao)
        depois = antes.com(opcoes=[OpcaoRegistrada(chave=chave, valor=valor, instante=HIPOTESE)])
        pessoas = tocados_pela_leitura(conexao, chave)
        lotes = mover(conexao, pessoas, antes=antes, depois=depois, hoje=hoje, progresso=progresso)
        return reunir(lotes, len(pessoas), limite=limite)


@exige(Permissao.ALTERAR_REGRAS)
def escolher(
    ctx: Contexto, *, chave: str, valor: str, fundamento: str, hoje: date, limite: int | None = LISTADOS,
    progresso: Progresso | None = None,
) -> Movimento:  # fmt: skip
    """Choose a reading from now on and move the open deadlines; return which moved.

    ErroDominio for an unknown reading, without fundamento, or for the one already in use.
    """
    conferir(chave, valor)
    if not fundamento.strip():
        raise ErroDominio("Falta o fundamento da leitura escolhida. Nada foi gravado; informe quem a decidiu e onde.")
    antes = ctx.regimes
    with ctx.banco.escrita() as conexao:
        atual = next((e.valor for e in reversed(escolhas(conexao)) if e.chave == chave), None)
        if atual == valor:
            raise ErroDominio("Esta leitura já é a escolhida. Nada foi gravado.")
        operacao = ctx.operacao(conexao, "Leitura da lei", regra=True)
        conteudo = {"chave": chave, "valor": valor, "fundamento": normalizar(fundamento)}
        lancar_cadastro(conexao, operacao, sujeito_tipo="opcao", conteudo=conteudo)
        pessoas = tocados_pela_leitura(conexao, chave)
        return refazer(ctx, conexao, pessoas, antes=antes, hoje=hoje, limite=limite, progresso=progresso)


@exige(Permissao.ALTERAR_REGRAS)
def salvar_opcao(
    ctx: Contexto, *, chave: str, valor: str, fundamento: str, hoje: date, progresso: Progresso | None = None
) -> tuple[PrazoMovido, ...]:
    """Choose a reading and return every deadline that moved."""
    movimento = escolher(
        ctx, chave=chave, valor=valor, fundamento=fundamento, hoje=hoje, limite=None, progresso=progresso
    )
    return movimento.movidos


def tocados_pela_leitura(conexao: Conexao, chave: str) -> Sequence[int]:
    """Return who has an open deadline that may rest on a reading."""
    if chave == OPCAO_PUBLICACAO:
        return pessoas_com_prazo_aberto(conexao, DA_PUBLICACAO)
    if chave == OPCAO_FIM_DE_MES:
        return pessoas_com_prazo_aberto(conexao, DO_ESTAGIO)
    if chave.startswith(OPCAO_ESTAGIO):
        return pessoas_com_prazo_aberto(conexao, DO_ESTAGIO, ausencia=chave.removeprefix(OPCAO_ESTAGIO))
    return ()
