"""The screens, by key: imported only when first shown, so that the program starts at once."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class RegistroTela:
    """One screen: its key, the words and icon of the navigation, and where its class is (``modulo:Classe``).

    ``grupo`` gathers items of the navigation; a screen with ``na_navegacao`` False lights up the item ``sob``.
    """

    chave: str
    rotulo: str
    icone: str
    fabrica: str
    grupo: int = 0
    na_navegacao: bool = True
    sob: str = ""
    dica: str = ""


_PACOTE = "bahiaservidor.janela.telas"

TELAS: tuple[RegistroTela, ...] = (
    RegistroTela(
        chave="painel",
        rotulo="Painel",
        icone="painel",
        fabrica=f"{_PACOTE}.painel:TelaPainel",
        dica="O que venceu, o que vence e o que mudou desde a última abertura",
    ),
    RegistroTela(
        chave="servidores",
        rotulo="Servidores",
        icone="servidores",
        fabrica=f"{_PACOTE}.servidores:TelaServidores",
        grupo=1,
        dica="A lista de servidores e a ficha de cada um",
    ),
    RegistroTela(
        chave="provimentos",
        rotulo="Provimentos",
        icone="provimentos",
        grupo=1,
        fabrica=f"{_PACOTE}.provimentos:TelaProvimentos",
        dica="Minutas e o que espera posse ou exercício",
    ),
    RegistroTela(
        chave="prazos",
        rotulo="Prazos",
        icone="prazos",
        fabrica=f"{_PACOTE}.prazos:TelaPrazos",
        grupo=1,
        dica="Todos os prazos, com o porquê de cada data",
    ),
    RegistroTela(
        chave="contradicoes",
        rotulo="Contradições",
        icone="contradicoes",
        fabrica=f"{_PACOTE}.contradicoes:TelaContradicoes",
        grupo=1,
        dica="O que no livro não combina, por quê e o que fazer",
    ),
    RegistroTela(
        chave="estagio",
        rotulo="Estágio probatório",
        icone="estagio",
        fabrica=f"{_PACOTE}.estagio:TelaEstagio",
        grupo=1,
        dica="Quem está em estágio, até quando e o que falta",
    ),
    RegistroTela(
        chave="cargos",
        rotulo="Cargos e vagas",
        icone="cargos",
        fabrica=f"{_PACOTE}.cargos:TelaCargos",
        grupo=2,
        dica="Grupos, categorias, cargos e vagas",
    ),
    RegistroTela(
        chave="concursos",
        rotulo="Concursos",
        icone="concursos",
        fabrica=f"{_PACOTE}.concursos:TelaConcursos",
        grupo=2,
        dica="Concursos, listas e candidatos",
    ),
    RegistroTela(
        chave="documentos",
        rotulo="Documentos",
        icone="documentos",
        fabrica=f"{_PACOTE}.documentos:TelaDocumentos",
        grupo=2,
        dica="Termos e relatórios emitidos",
    ),
    RegistroTela(
        chave="diario",
        rotulo="Diário Oficial",
        icone="diario",
        fabrica=f"{_PACOTE}.diario:TelaDiario",
        grupo=2,
        dica="Ler decretos e portarias publicados e registrar os seus atos",
    ),
    RegistroTela(
        chave="relatorios",
        rotulo="Relatórios",
        icone="relatorios",
        fabrica=f"{_PACOTE}.relatorios:TelaRelatorios",
        grupo=2,
        dica="Relatório trimestral de prazos",
    ),
    RegistroTela(
        chave="importacoes",
        rotulo="Importar planilhas",
        icone="importacoes",
        fabrica=f"{_PACOTE}.importacoes:TelaImportacoes",
        grupo=2,
        dica="Servidores, atos, cargos, concursos e calendário de XLSX, ODS e CSV, conferidos antes de entrar",
    ),
    RegistroTela(
        chave="calendario",
        rotulo="Calendário",
        icone="calendario",
        fabrica=f"{_PACOTE}.calendario:TelaCalendario",
        grupo=3,
        dica="Feriados e dias sem expediente",
    ),
    RegistroTela(
        chave="estatuto",
        rotulo="Estatuto",
        icone="estatuto",
        fabrica=f"{_PACOTE}.estatuto:TelaEstatuto",
        grupo=3,
        dica="Os artigos da Lei 6.677/1994 que o programa aplica",
    ),
    RegistroTela(
        chave="administracao",
        rotulo="Administração",
        icone="administracao",
        grupo=3,
        fabrica=f"{_PACOTE}.administracao:TelaAdministracao",
        dica="Órgãos, unidades, autoridades e verificação do registro",
    ),
    RegistroTela(
        chave="ficha",
        rotulo="Ficha do servidor",
        icone="pessoa",
        fabrica=f"{_PACOTE}.ficha:TelaFicha",
        na_navegacao=False,
        sob="servidores",
    ),
    RegistroTela(
        chave="processos",
        rotulo="Processos digitais",
        icone="documentos",
        na_navegacao=False,
        sob="documentos",
        fabrica=f"{_PACOTE}.processos:TelaProcessos",
        dica="Os processos montados e o que foi feito de cada um",
    ),
    RegistroTela(
        chave="lrf",
        rotulo="Limites da LRF",
        icone="cargos",
        na_navegacao=False,
        sob="cargos",
        fabrica=f"{_PACOTE}.lrf:TelaLrf",
        dica="Despesa com pessoal contra os limites de alerta, prudencial e máximo",
    ),
    RegistroTela(
        chave="propostas",
        rotulo="Propostas",
        icone="autoridade",
        na_navegacao=False,
        sob="prazos",
        fabrica=f"{_PACOTE}.propostas:TelaPropostas",
        dica="Os atos que a lei manda praticar depois do último dia possível",
    ),
    RegistroTela(
        chave="calculadora",
        rotulo="Calculadora de prazos",
        icone="calculadora",
        na_navegacao=False,
        sob="prazos",
        fabrica=f"{_PACOTE}.calculadora:TelaCalculadora",
        dica="Qualquer início, qualquer regra, sem tocar no registro",
    ),
)
"""Every screen, in the order of the navigation."""
