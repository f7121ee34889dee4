"""Notice to the authority that no exercício began by a day, and what the law provides (arts. 21, 29, 34 and 39)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

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
    Quadrinho,
    Subtitulo,
    Texto,
    partes_da_ressalva,
)
from bahiaservidor.documentos.textos import ModeloTexto, destaque
from bahiaservidor.documentos.valores import DATA_EM_BRANCO, Servidor, campos_do_servidor, escrita, ou_lacuna

Origem = Literal["posse", "reversao", "aproveitamento", "aproveitamento_doenca", "reintegracao", "reconducao"]
"""What the exercício was to follow: what the law provides depends on it."""

Etapa = Literal["corre", "cinzenta", "vencido", "suspenso"]
"""Where the term stands: it runs, one reading of it has ended, all of them have, or its course hangs on a fact."""


@dataclass(frozen=True, slots=True, kw_only=True)
class DadosComunicacao:
    """``vence`` and ``vence_ultimo`` are None while the term is suspended."""

    orgao: OrgaoEmissor
    servidor: Servidor
    origem: Origem
    origem_em: DataImpressa
    """Day of the posse, or of the publication of the provimento."""
    etapa: Etapa
    em: DataImpressa
    inicio: DataImpressa | None
    vence: DataImpressa | None
    vence_ultimo: DataImpressa | None
    dispositivo: str
    passos: tuple[str, ...]
    autoridade: str | None = None
    ressalvas: tuple[Ressalva, ...] = ()
    responsavel: Signatario = Signatario()
    identificacao: IdentificacaoDocumento = IdentificacaoDocumento()


_ORIGENS = {
    "posse": "Posse",
    "reversao": "Publicação da reversão",
    "aproveitamento": "Publicação do aproveitamento",
    "aproveitamento_doenca": "Publicação do aproveitamento",
    "reintegracao": "Publicação da reintegração",
    "reconducao": "Publicação da recondução",
}


def peca(dados: DadosComunicacao, modelo: ModeloTexto) -> Peca:
    """Return the notice."""
    servidor = dados.servidor
    valores = {
        "autoridade": destaque(dados.autoridade) if dados.autoridade else modelo.paragrafo("autoridade_competente"),
        "servidor": destaque(servidor.nome),
        "cargo": servidor.cargo,
        "em": ou_lacuna(dados.em),
        "origem": _ORIGENS[dados.origem].lower(),
        "origem_em": ou_lacuna(dados.origem_em),
        "vence": ou_lacuna(dados.vence),
        "vence_ultimo": ou_lacuna(dados.vence_ultimo),
    }
    duas = dados.vence_ultimo is not None and escrita(dados.vence_ultimo) != escrita(dados.vence)
    valores["ultimo"] = modelo.paragrafo("ultimo", vence_ultimo=ou_lacuna(dados.vence_ultimo)) if duas else ""
    datas = [
        Campo(_ORIGENS[dados.origem], escrita(dados.origem_em)),
        Campo("O prazo se conta de", escrita(dados.inicio)),
        Campo("Último dia, na leitura adotada", escrita(dados.vence), negrito=True),
        Campo("Último dia, em toda leitura", escrita(dados.vence_ultimo), negrito=True),
    ]
    passos: list[Parte] = [
        Texto(texto=modelo.paragrafo("passo", passo=passo), marca=f"{numero}.", pequeno=True)
        for numero, passo in enumerate(dados.passos, start=1)
    ]
    memoria: list[Sequence[Parte]] = [[Subtitulo(texto="Memória do cálculo"), *passos]] if passos else []
    consequencia = "previsto_" + ("posse" if dados.origem == "posse" else dados.origem)
    grupos: list[Sequence[Parte]] = [
        [Texto(texto=modelo.paragrafo("destinatario", **valores), alinhar="esquerda")],
        [Texto(texto=modelo.paragrafo("fato", **valores))],
        [Campos(titulo="De quem se trata", linhas=campos_do_servidor(servidor))],
        [Campos(titulo=f"O prazo ({dados.dispositivo})", linhas=[datas])],
        *memoria,
        [Subtitulo(texto="O que a lei prevê"), Texto(texto=modelo.paragrafo(consequencia, **valores))],
        [Texto(texto=modelo.paragrafo(f"etapa_{dados.etapa}", **valores))],
        *partes_da_ressalva(dados.ressalvas),
        [
            Texto(texto=modelo.paragrafo("fecho")),
            LocalData(data=dados.em.data),
            Assinam(
                itens=modelo.assinar(Assinatura(dados.responsavel.nome, "Responsável", dados.responsavel.cargo or ""))
            ),
            Quadrinho(texto=str(modelo.paragrafo("despacho", data=DATA_EM_BRANCO))),
        ],
    ]
    return Peca(
        chave="comunicacao_exercicio",
        titulo=modelo.titulo,
        assunto=f"{servidor.nome}, em {ou_lacuna(dados.em)}",
        orgao=dados.orgao,
        grupos=grupos,
        identificacao=dados.identificacao,
        nome_corrente=servidor.nome,
    )
