"""Form of an evaluation of the estágio: the five factors of art. 27, blank for the pen or with what is registered."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.modelos import IdentificacaoDocumento, OrgaoEmissor
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Quadrinho,
    Subtitulo,
    Texto,
)
from bahiaservidor.documentos.textos import ModeloTexto
from bahiaservidor.documentos.valores import DATA_EM_BRANCO, Servidor, campos_do_servidor, escrita, ou_lacuna
from bahiaservidor.estatuto.avaliacoes import FATORES


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosFormulario:
    """One evaluation of one person.

    ``notas`` are in the order of the factors, None where there is no score; ``escala`` None while nobody set it;
    ``reconsiderar_ate`` is known once the ciência is.
    """

    orgao: OrgaoEmissor
    servidor: Servidor
    numero: int
    quantas: int
    de: DataImpressa
    ate: DataImpressa
    exercicio: DataImpressa
    chefe: str | None = None
    comissao: tuple[str, ...] = ()
    escala: str | None = None
    notas: tuple[int | None, ...] = (None,) * len(FATORES)
    media: str | None = None
    satisfatoria: bool | None = None
    data: DataImpressa | None = None
    ciencia: DataImpressa | None = None
    reconsiderar_ate: DataImpressa | None = None
    dias_reconsideracao: int = 5
    dias_decisao: int = 5
    dias_recurso: int = 5
    fonte_prazos: str = ""
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


def peca(dados: DadosFormulario, modelo: ModeloTexto) -> Peca:
    """Return the form."""
    return Peca(
        chave="formulario_avaliacao",
        titulo=modelo.titulo,
        assunto=f"{dados.numero}ª avaliação – {dados.servidor.nome}",
        orgao=dados.orgao,
        grupos=_grupos(dados, modelo),
        identificacao=dados.identificacao,
        nome_corrente=dados.servidor.nome,
    )


def _grupos(dados: DadosFormulario, modelo: ModeloTexto) -> list[Sequence[Parte]]:
    avaliacao = [
        Campo("Avaliação", f"{dados.numero}ª de {dados.quantas}", 0.8, negrito=True),
        Campo("Entrada em exercício", escrita(dados.exercicio)),
        Campo("Período avaliado: de", escrita(dados.de)),
        Campo("até", escrita(dados.ate)),
    ]
    comissao = " · ".join(dados.comissao) or None
    fatores = [
        [
            Campo("Fator", f"{indice}. {rotulo}", 1.7),
            Campo("Nota", None if nota is None else str(nota), 0.5, negrito=True),
            Campo("Fatos que a justificam", None, 3),
        ]
        for indice, ((_, rotulo), nota) in enumerate(zip(FATORES, dados.notas, strict=True), start=1)
    ]
    resultado = [
        Campo("Soma dos fatores", _soma(dados.notas), 0.8),
        Campo("Média", dados.media, 0.6),
        Campo("Resultado", _resultado(dados.satisfatoria), 1.6, negrito=True),
        Campo("Data da avaliação", escrita(dados.data)),
    ]
    escala = (
        modelo.paragrafo("escala", escala=dados.escala) if dados.escala is not None else modelo.paragrafo("sem_escala")
    )
    descricoes: list[Parte] = [
        Texto(texto=modelo.paragrafo(f"fator_{chave}"), marca=f"{indice}.", pequeno=True)
        for indice, (chave, _) in enumerate(FATORES, start=1)
    ]
    return [
        [Texto(texto=modelo.paragrafo("abertura"))],
        [Campos(titulo="Servidor avaliado", linhas=campos_do_servidor(dados.servidor, com_cpf=False))],
        [Campos(titulo="Avaliação", linhas=[avaliacao])],
        [Campos(titulo="Quem avalia", linhas=[[Campo("Chefia imediata", dados.chefe)], [Campo("Comissão", comissao)]])],
        [Subtitulo(texto="O que se avalia em cada fator (art. 27)"), *descricoes],
        [Texto(texto=escala, pequeno=True), Campos(titulo="Fatores e notas", linhas=fatores)],
        [Campos(titulo="Resultado", linhas=[resultado])],
        [Quadrinho(texto=str(modelo.paragrafo("parecer")))],
        [
            LocalData(data=None if dados.data is None else dados.data.data),
            Assinam(itens=_quem_assina(dados)),
        ],
        _ciencia(dados, modelo),
    ]


def _quem_assina(dados: DadosFormulario) -> list[Assinatura]:
    membros = [Assinatura(nome, "Membro da comissão") for nome in dados.comissao]
    return [Assinatura(dados.chefe, "Chefia imediata"), *membros]


def _ciencia(dados: DadosFormulario, modelo: ModeloTexto) -> list[Parte]:
    valores = {
        "dias": _por_extenso(dados.dias_reconsideracao),
        "decisao": _por_extenso(dados.dias_decisao),
        "recurso": _por_extenso(dados.dias_recurso),
        "fonte": f" ({dados.fonte_prazos})" if dados.fonte_prazos else "",
        "ciencia": ou_lacuna(dados.ciencia),
    }
    textos = [modelo.paragrafo("ciencia", **valores), modelo.paragrafo("reconsideracao", **valores)]
    if dados.reconsiderar_ate is not None:
        textos.append(modelo.paragrafo("reconsiderar_ate", data=ou_lacuna(dados.reconsiderar_ate)))
    return [
        Subtitulo(texto="Ciência e reconsideração"),
        *(Texto(texto=texto) for texto in textos),
        Assinam(itens=[Assinatura(dados.servidor.nome or None, "Ciência do servidor avaliado")]),
        Quadrinho(texto=str(modelo.paragrafo("pedido", data=DATA_EM_BRANCO))),
    ]


def _por_extenso(dias: int) -> str:
    return "1 dia" if dias == 1 else f"{dias} dias"


def _soma(notas: Sequence[int | None]) -> str | None:
    dadas = [nota for nota in notas if nota is not None]
    return str(sum(dadas)) if len(dadas) == len(notas) else None


def _resultado(satisfatoria: bool | None) -> str:
    if satisfatoria is None:
        return "(__) satisfatório (__) não satisfatório"
    return "Satisfatório" if satisfatoria else "Não satisfatório"
