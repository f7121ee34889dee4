"""Ficha funcional: the assentamento individual of a person, as on a day (art. 22)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Final

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor, Ressalva, Signatario
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Subtitulo,
    Tabela,
    Texto,
    partes_da_ressalva,
)
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.documentos.valores import Celula, escrita, linha_da_tabela, ou_lacuna

CampoFicha = tuple[str, Celula, float]
"""Label, value (None leaves its rule empty) and weight."""

LinhaFicha = tuple[Celula, ...]

RESERVADO: Final = "reservado"
"""What stands for the basis of an absence whose kind is not printed."""


@dataclass(frozen=True, slots=True, kw_only=True)
class VinculoFicha:
    """One vínculo: its fields, row by row, and the tables of its estágio."""

    titulo: str
    campos: Sequence[Sequence[CampoFicha]]
    fonte: str
    estagio: Sequence[Sequence[CampoFicha]] = ()
    avaliacoes: Sequence[LinhaFicha] = ()
    """Number, due day, day made, result, evaluator."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosFicha:
    """Everything the file says; a section without lines says that nothing is on record."""

    orgao: OrgaoEmissor
    nome: str
    em: DataImpressa
    pessoa: Sequence[Sequence[CampoFicha]]
    fonte_pessoa: str
    vinculos: Sequence[VinculoFicha]
    movimentacoes: Sequence[LinhaFicha] = ()
    funcoes: Sequence[LinhaFicha] = ()
    ausencias: Sequence[LinhaFicha] = ()
    penalidades: Sequence[LinhaFicha] = ()
    averbacoes: Sequence[LinhaFicha] = ()
    declaracoes: Sequence[LinhaFicha] = ()
    atos: Sequence[LinhaFicha] = ()
    emendas: Sequence[LinhaFicha] = ()
    anexos: Sequence[LinhaFicha] = ()
    papeis: Sequence[LinhaFicha] = ()
    ressalvas: Sequence[Ressalva] = ()
    falecimento: DataImpressa | None = None
    com_sigilo: bool = False
    assinada_em: DataImpressa | None = None
    responsavel: Signatario = Signatario()
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


@dataclass(frozen=True, slots=True)
class _Secao:
    campo: str
    titulo: str
    colunas: tuple[str, ...]
    pesos: tuple[float, ...]
    direita: tuple[int, ...] = ()


SECOES: Final = (
    _Secao("movimentacoes", "Relotações, remoções e permutas", ("Data", "Ato", "Para", "Publicação"), (1, 1.6, 3, 2.2)),
    _Secao(
        "funcoes", "Classe, funções, substituições e readaptações", ("Vínculo", "O que é", "De", "Até", "Origem"),
        (0.7, 3.6, 1, 1, 1.7),
    ),
    _Secao(
        "ausencias", "Licenças, afastamentos e ausências",
        ("Vínculo", "Espécie", "Fundamento", "De", "Até", "Origem", "Dias"), (0.65, 2.8, 1.7, 1.1, 1.15, 1, 0.6),
        (6,),
    ),
    _Secao("penalidades", "Penalidades", ("Data", "Penalidade", "Até", "Publicação", "Dias"), (1, 3, 1, 2.4, 0.6),
           (4,)),
    _Secao(
        "averbacoes", "Tempo averbado", ("Onde e certidão", "De", "Até", "Para que conta", "Origem", "Dias"),
        (2.8, 1.1, 1.1, 1.7, 1, 0.7), (5,),
    ),
    _Secao(
        "declaracoes", "Declarações e documentos entregues na posse",
        ("Vínculo", "Documento", "Entrega", "Conferido por", "Em"), (0.7, 3.2, 1.4, 2, 1),
    ),
    _Secao("atos", "Atos do assentamento, pela data", ("Data", "Vínculo", "Ato", "Instrumento e publicação"),
           (1, 0.7, 2.6, 3.6)),
    _Secao("emendas", "Retificações, anulações e revogações publicadas", ("Publicação", "O que é", "O que diz"),
           (1, 1.4, 5)),
    _Secao("anexos", "Documentos recebidos", ("Data", "Documento", "Descrição", "Páginas"), (1, 2.6, 3, 0.7), (3,)),
    _Secao("papeis", "Documentos emitidos por este registro", ("Emissão", "Documento", "Código"), (1, 4.4, 2)),
)  # fmt: skip
"""The tables of the file, in order: the name of the field, the heading, columns and their widths."""


def peca(dados: DadosFicha, modelo: ModeloTexto) -> Peca:
    """Return the ficha."""
    vazia = str(modelo.paragrafo("nada_consta"))
    chave = "abertura_sigilo" if dados.com_sigilo else "abertura"
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo(chave, em=ou_lacuna(dados.em)))],
        [
            Campos(titulo="Dados pessoais", linhas=_campos(dados.pessoa)),
            Texto(texto=modelo.paragrafo("fonte", fonte=dados.fonte_pessoa), pequeno=True),
        ],
    ]
    if dados.falecimento is not None:
        grupos.append([Texto(texto=modelo.paragrafo("falecimento", data=ou_lacuna(dados.falecimento)))])
    if not dados.vinculos:
        grupos.append([Subtitulo(texto="Vínculos"), Texto(texto=modelo.paragrafo("sem_vinculo"))])
    for vinculo in dados.vinculos:
        grupos += _do_vinculo(vinculo, modelo, vazia)
    for secao in SECOES:
        linhas: Sequence[LinhaFicha] = getattr(dados, secao.campo)
        grupos.append([_tabela(secao, linhas, vazia)])
        if secao.campo == "ausencias" and any(RESERVADO in linha for linha in linhas):
            grupos.append([Texto(texto=modelo.paragrafo("reserva"), pequeno=True)])
    ressalvas = partes_da_ressalva(dados.ressalvas)
    if not ressalvas:
        grupos.append([Subtitulo(texto="Ressalvas"), Texto(texto=vazia, pequeno=True)])
    grupos += ressalvas
    grupos.append(
        [
            Texto(texto=modelo.paragrafo("fecho")),
            LocalData(data=None if dados.assinada_em is None else dados.assinada_em.data),
            Assinam(
                itens=modelo.assinar(
                    Assinatura(dados.responsavel.nome, "Responsável pelo assentamento", dados.responsavel.cargo or "")
                )
            ),
        ]
    )
    return Peca(
        chave="ficha_funcional",
        titulo=modelo.titulo,
        assunto=f"{dados.nome}, em {ou_lacuna(dados.em)}",
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=dados.nome,
    )


def _campos(linhas: Sequence[Sequence[CampoFicha]]) -> list[list[Campo]]:
    return [[Campo(rotulo, escrita(valor), peso) for rotulo, valor, peso in linha] for linha in linhas]


def _tabela(secao: _Secao, linhas: Sequence[LinhaFicha], vazia: str) -> Tabela:
    return Tabela(
        titulo=secao.titulo,
        colunas=secao.colunas,
        pesos=secao.pesos,
        direita=secao.direita,
        linhas=[linha_da_tabela(linha) for linha in linhas],
        vazia=vazia,
    )


def _do_vinculo(vinculo: VinculoFicha, modelo: ModeloTexto, vazia: str) -> list[Sequence[Parte]]:
    grupos: list[Sequence[Parte]] = [
        [
            Subtitulo(texto=vinculo.titulo),
            Campos(titulo="Cargo, ingresso e situação", linhas=_campos(vinculo.campos)),
            Texto(texto=modelo.paragrafo("fonte", fonte=vinculo.fonte), pequeno=True),
        ]
    ]
    if vinculo.estagio:
        grupos.append([Campos(titulo="Estágio probatório e estabilidade", linhas=_campos(vinculo.estagio))])
        avaliacoes = Tabela(
            titulo="Avaliações do estágio",
            colunas=("Avaliação", "Devida em", "Feita em", "Resultado", "Quem avaliou"),
            pesos=(1, 1.1, 1.1, 1.6, 2.6),
            linhas=[linha_da_tabela(linha) for linha in vinculo.avaliacoes],
            vazia=vazia,
        )
        grupos.append([avaliacoes])
    return grupos
