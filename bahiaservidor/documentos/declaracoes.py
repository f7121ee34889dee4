"""Declarations and receipts of the posse: acumulação, bens e valores, parentesco, idoneidade, and the checklist."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from bahiaservidor.documentos.modelos import DeclaracaoAcumulacao, IdentificacaoDocumento, OrgaoEmissor, Signatario
from bahiaservidor.documentos.peca import (
    Assinam,
    Assinatura,
    Campo,
    Campos,
    DataImpressa,
    LocalData,
    Parte,
    Peca,
    Tabela,
    Texto,
)
from bahiaservidor.documentos.textos import Marcado, ModeloTexto, cpf_formatado, destaque, lacuna, matricula_formatada
from bahiaservidor.documentos.valores import Servidor, campos_do_servidor, escrita, ou_lacuna

HIPOTESES = ("a", "b", "c")


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosDeclaracao:
    """What every declaration starts from; ``data`` is when it was delivered, None for a form to be signed."""

    orgao: OrgaoEmissor
    servidor: Servidor
    data: DataImpressa | None = None
    responsavel: Signatario = Signatario()
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemImpresso:
    """One item of the checklist: what was asked, what was written down, who checked it and when."""

    rotulo: str
    quando: str
    presente: bool | None
    valor: str = ""
    por: str = ""
    em: DataImpressa | None = None


def acumulacao(dados: DadosDeclaracao, declarado: DeclaracaoAcumulacao | None, modelo: ModeloTexto) -> Peca:
    """Return the declaration with its two boxes; ``declarado`` None leaves them to be marked by hand."""
    feito = declarado or DeclaracaoAcumulacao()
    nao, sim = _marca(feito.acumula is False), _marca(feito.acumula is True)
    outro = feito.outro_cargo or None
    hipoteses: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo(f"hipotese_{letra}", marca=_marca(feito.hipotese == letra)), marca=f"{letra})")]
        for letra in HIPOTESES
    ]
    campos = [
        [Campo("Outro cargo, emprego ou função", outro)],
        [
            Campo("Órgão ou entidade", None, 2),
            Campo("Horas semanais", str(feito.horas_semanais) if feito.horas_semanais else None, 0.8),
            Campo("Dias e horário", None, 1.4),
        ],
        [Campo("Se não se acumulam: como e quando termina", feito.desligamento)],
    ]
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=_abertura(dados, modelo))],
        [Texto(texto=modelo.paragrafo("nao", marca=nao))],
        [Texto(texto=modelo.paragrafo("sim", marca=sim))],
        [Campos(titulo="Outro vínculo", linhas=campos)],
        *hipoteses,
        [Texto(texto=modelo.paragrafo("compromisso"))],
        [Texto(texto=modelo.paragrafo("responsabilidade"))],
    ]
    return _fechar("declaracao_acumulacao", dados, modelo, grupos)


def recibo_bens(dados: DadosDeclaracao, modelo: ModeloTexto) -> Peca:
    """Return the receipt of the declaração de bens e valores: that and when it was delivered, never what it says."""
    linha = [
        Campo("Data da entrega", escrita(dados.data), negrito=True),
        Campo("Recebida por", dados.responsavel.nome, 2),
    ]
    grupos: list[Sequence[Parte]] = [
        [
            Texto(
                texto=modelo.paragrafo(
                    "abertura",
                    servidor=destaque(dados.servidor.nome or None),
                    cargo=dados.servidor.cargo or lacuna(30),
                    data=ou_lacuna(dados.data),
                )
            )
        ],
        [Campos(titulo="Quem entregou", linhas=campos_do_servidor(dados.servidor))],
        [Campos(titulo="Entrega", linhas=[linha])],
        [Texto(texto=modelo.paragrafo("sigilo"))],
    ]
    assinam = [
        Assinatura(dados.responsavel.nome, "Quem recebeu", dados.responsavel.cargo or ""),
        Assinatura(dados.servidor.nome or None, "Quem entregou"),
    ]
    return _fechar("recibo_bens", dados, modelo, grupos, assinam)


def parentesco(dados: DadosDeclaracao, modelo: ModeloTexto) -> Peca:
    """Return the declaration asked of who takes posse in a cargo temporário."""
    campos = [[Campo("Nome do parente", None, 2), Campo("Grau", None, 0.7), Campo("Cargo e órgão", None, 2)]] * 3
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=_abertura(dados, modelo))],
        [Texto(texto=modelo.paragrafo("nao", marca=_marca(False)))],
        [Texto(texto=modelo.paragrafo("sim", marca=_marca(False)))],
        [Campos(titulo="Parentes que ocupam cargo ou função", linhas=campos)],
        [Texto(texto=modelo.paragrafo("responsabilidade"))],
    ]
    return _fechar("declaracao_parentesco", dados, modelo, grupos)


def idoneidade(dados: DadosDeclaracao, modelo: ModeloTexto) -> Peca:
    """Return the declarations of good standing, each with its place for a tick; not yet found in an official source."""
    chaves = sorted(chave for chave in modelo.textos if chave.startswith("item_"))
    itens: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo(chave, marca=_marca(False)), marca=f"{numero}.")]
        for numero, chave in enumerate(chaves, start=1)
    ]
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=_abertura(dados, modelo))],
        *itens,
        [Texto(texto=modelo.paragrafo("responsabilidade"))],
        [Texto(texto=modelo.paragrafo("a_confirmar"), pequeno=True)],
    ]
    return _fechar("declaracao_idoneidade", dados, modelo, grupos)


def checklist(dados: DadosDeclaracao, itens: Sequence[ItemImpresso], modelo: ModeloTexto) -> Peca:
    """Return the checklist of the posse (P10): what was checked, by whom and when; blank where it was not yet."""
    linhas = [
        (
            "(x)" if item.presente else "(__)",
            ". ".join(filter(None, (item.rotulo, item.quando))),
            # What is not there yet is left for the pen, not struck out.
            *(escrita(celula) or "" for celula in (item.valor, item.por, item.em)),
        )
        for item in itens
    ]
    tabela = Tabela(
        titulo="Documentos e requisitos",
        colunas=("Conferido", "Documento", "Anotação", "Por", "Em"),
        pesos=(0.8, 3.2, 2.4, 1.8, 1.1),
        linhas=linhas,
    )
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo("abertura"))],
        [Campos(titulo="Quem toma posse", linhas=campos_do_servidor(dados.servidor))],
        [tabela],
    ]
    responsavel = dados.responsavel
    assinam = modelo.assinar(Assinatura(responsavel.nome, "Responsável pela conferência", responsavel.cargo or ""))
    nota = Texto(texto=modelo.paragrafo("sigilo"), pequeno=True)
    return _fechar("checklist_posse", dados, modelo, grupos, assinam, nota)


def _abertura(dados: DadosDeclaracao, modelo: ModeloTexto) -> Marcado:
    servidor = dados.servidor
    numero = matricula_formatada(servidor.pessoa.matricula)
    return modelo.paragrafo(
        "abertura",
        servidor=destaque(servidor.nome or None),
        cpf=cpf_formatado(servidor.pessoa.cpf) or lacuna(18),
        matricula=f", matrícula {numero}" if numero else "",
        cargo=servidor.cargo or lacuna(30),
        orgao=servidor.orgao or dados.orgao.nome,
    )


def _marca(sim: bool) -> str:
    return "(x)" if sim else "(   )"


def _fechar(
    chave: str,
    dados: DadosDeclaracao,
    modelo: ModeloTexto,
    grupos: Sequence[Sequence[Parte]],
    assinam: Sequence[Assinatura] | None = None,
    nota: Parte | None = None,
) -> Peca:
    nome = dados.servidor.nome
    fecho: list[Parte] = [
        *([nota] if nota is not None else []),
        LocalData(data=None if dados.data is None else dados.data.data),
        Assinam(itens=list(assinam) if assinam is not None else [Assinatura(nome or None, "Quem declara")]),
    ]
    return Peca(
        chave=chave,
        titulo=modelo.titulo,
        assunto=nome,
        orgao=dados.orgao,
        grupos=[*grupos, fecho],
        identificacao=dados.identificacao,
        nome_corrente=nome,
    )
