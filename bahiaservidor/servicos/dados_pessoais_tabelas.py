"""What of the registry is handed to a person as that person's data, and what is not, each with its reason.

A table or a column that is in neither list fails a test: whoever adds one decides.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Final

_CONTROLE: Final = "controle interno do programa; nada diz da pessoa"
_COMPARADA: Final = "o mesmo nome sem acentos, usado nas buscas"
_LIGACAO: Final = "ligação interna com outra tabela, já seguida nesta entrega"
_POSICAO: Final = "posição num texto que nomeia outras pessoas"
_NAO_E_DE_PESSOAS: Final = "não trata de pessoas"


@dataclass(frozen=True, slots=True, kw_only=True)
class Secao:
    """A table handed over.

    ``por``: which column is looked for among which values found before (``tabela.coluna``, one or more).  ``pares``:
    the columns that say of what a row is, for tables that speak of several things.  ``resumo``: what the PDF prints,
    with widths.  ``fora``: the columns left out, each with its reason.
    """

    tabela: str
    titulo: str
    por: Mapping[str, str] = field(default_factory=dict)
    pares: tuple[str, str] | None = None
    resumo: tuple[tuple[str, float], ...] = ()
    fora: Mapping[str, str] = field(default_factory=dict)


ATO: Final = "ato"

SECOES: Final[tuple[Secao, ...]] = (
    Secao(
        tabela="servidor", titulo="Identificação e contato", por={"id": "pessoa.id"},
        fora={"nome_busca": _COMPARADA, "outros_busca": _COMPARADA, "versao": _CONTROLE},
    ),
    Secao(
        tabela="vinculo", titulo="Vínculos", por={"servidor_id": "pessoa.id"},
        resumo=(("matricula", 1), ("cargo_id", 2.4), ("unidade_id", 2), ("nomeacao", 1), ("exercicio", 1), ("fim", 1)),
        fora={"versao": _CONTROLE, "motor": _CONTROLE},
    ),
    Secao(
        tabela="candidato", titulo="Candidaturas em concurso",
        por={"id": "vinculo.candidato_id", "cpf": "servidor.cpf"},
        resumo=(("lista_id", 3), ("classificacao", 1), ("situacao", 1), ("convocado_em", 1)),
        fora={"nome_busca": _COMPARADA},
    ),
    Secao(
        tabela="autoridade", titulo="Competência como autoridade", por={"matricula": "vinculo.matricula"},
        resumo=(("cargo", 2), ("inciso", 1), ("delegacao", 2), ("desde", 1), ("ate", 1)),
    ),
    Secao(
        tabela="ocupacao", titulo="Postos ocupados", por={"vinculo_id": "vinculo.id"},
        resumo=(("cargo_id", 2.4), ("unidade_id", 2), ("desde", 1), ("ate", 1), ("causa", 1.4)),
    ),
    Secao(
        tabela="afastamento", titulo="Afastamentos e licenças", por={"vinculo_id": "vinculo.id"},
        resumo=(("motivo", 3), ("inicio", 1), ("fim", 1), ("suspende_estagio", 1.2)),
    ),
    Secao(
        tabela="prazo", titulo="Prazos", por={"servidor_id": "pessoa.id"},
        resumo=(("tipo", 2.4), ("inicio", 1), ("vence", 1), ("desfecho", 1.2), ("fechado_em", 1), ("dispositivo", 1.4)),
        fora={"depende_de_hoje": _CONTROLE},
    ),
    Secao(
        tabela="acompanhamento", titulo="Acompanhamento de prazos", por={"vinculo_id": "vinculo.id"},
        resumo=(("tipo", 1.6), ("responsavel", 1.6), ("data_interna", 1), ("nota", 3)), fora={"versao": _CONTROLE},
    ),
    Secao(
        tabela="reconhecimento", titulo="Prazos de que o setor tomou conhecimento", por={"vinculo_id": "vinculo.id"},
        resumo=(("tipo", 2), ("vence", 1), ("estado", 1.4), ("em", 1), ("usuario", 1.4)),
    ),
    Secao(
        tabela=ATO, titulo="Atos e alterações do cadastro",
        resumo=(
            ("data_legal", 1), ("especie", 1.5), ("situacao", 1), ("diz", 3.8), ("registrado_em", 1.1),
            ("registrado_por", 1.1),
        ),
        fora={
            "requisitos": "o exame dos requisitos fala também do quadro, da lista e de outras pessoas",
            "operacao_id": _LIGACAO,
            "motor": _CONTROLE,
            "sal": "sorteio do hash: a prova do livro, não um dado",
            "hash_anterior": "prova do livro, não um dado",
        },
    ),
    Secao(
        tabela="minuta", titulo="Atos em preparo", por={"servidor_id": "pessoa.id", "vinculo_id": "vinculo.id"},
        resumo=(("tipo", 2), ("estado", 1.2), ("numero", 1), ("criada_em", 1.4), ("usuario", 1.4)),
        fora={"pedido": "repete o conteúdo e o cadastro, como foram digitados", "versao": _CONTROLE},
    ),
    Secao(
        tabela="contraditorio", titulo="Contraditório e defesa", por={"servidor_id": "pessoa.id"},
        resumo=(("ato", 1.6), ("aviso_em", 1), ("resposta_em", 1), ("resposta", 2), ("decisao_em", 1), ("decisao", 2)),
        fora={"versao": _CONTROLE},
    ),
    Secao(
        tabela="documento_emitido", titulo="Documentos emitidos",
        por={"servidor_id": "pessoa.id", "vinculo_id": "vinculo.id"},
        resumo=(("titulo", 4), ("emitido_em", 1.2), ("emitido_por", 1.2), ("codigo", 2)),
    ),
    Secao(
        tabela="assinatura", titulo="Assinaturas nos documentos", por={"documento_id": "documento_emitido.id"},
        resumo=(("signatario", 2.4), ("assinado_em", 1.2), ("veredito", 3)),
    ),
    Secao(
        tabela="anexo", titulo="Arquivos recebidos", por={"servidor_id": "pessoa.id", "vinculo_id": "vinculo.id"},
        resumo=(("nome", 2.4), ("descricao", 2.4), ("data", 1), ("recebido_em", 1.2), ("usuario", 1.2)),
    ),
    Secao(
        tabela="arquivo", titulo="Bytes dos documentos e arquivos",
        por={"hash": "documento_emitido.hash anexo.hash"},
    ),
    Secao(
        tabela="processo", titulo="Processos montados", por={"servidor_id": "pessoa.id", "vinculo_id": "vinculo.id"},
        resumo=(("titulo", 3), ("numero", 2), ("folhas", 0.8), ("instante", 1.2), ("usuario", 1.2)),
        fora={"partes": "volumes formados dos mesmos documentos e arquivos entregues aqui, um a um"},
    ),
    Secao(
        tabela="processo_entrega", titulo="Andamento dos processos", por={"processo_id": "processo.id"},
        resumo=(("situacao", 1.2), ("em", 1), ("destino", 2), ("protocolo", 1.6), ("motivo", 2)),
    ),
    Secao(
        tabela="importacao_linha", titulo="Linhas de planilha de que os dados vieram",
        pares=("sujeito_tipo", "sujeito_id"), resumo=(("sujeito_tipo", 1.4), ("linha", 1), ("resultado", 2)),
    ),
    Secao(
        tabela="importacao", titulo="Planilhas de que os dados vieram", por={"id": "importacao_linha.importacao_id"},
        resumo=(("arquivo", 3), ("fonte", 2), ("instante", 1.2), ("usuario", 1.2)),
        fora={
            "mapa": "disposição das colunas da planilha", "operacao_id": _LIGACAO, "desfeita_por": _LIGACAO,
            "linhas": "conta linhas de outras pessoas", "entraram": "conta linhas de outras pessoas",
            "recusadas": "conta linhas de outras pessoas",
        },
    ),
    Secao(
        tabela="leitura_item", titulo="Trechos do Diário Oficial lidos",
        por={"servidor_id": "pessoa.id", "vinculo_id": "vinculo.id"},
        resumo=(("estado", 1.4), ("motivo", 3), ("ato_id", 1)),
        fora={
            "proposta": "o que se leu do Diário Oficial, que é público; o que valeu está no ato",
            "inicio": _POSICAO, "fim": _POSICAO, "ordem": _CONTROLE, "versao": _CONTROLE,
        },
    ),
    Secao(
        tabela="trilha", titulo="Quem fez o quê com estes dados", pares=("objeto", "objeto_id"),
        resumo=(("instante", 1.2), ("usuario", 1.4), ("acao", 1.2), ("objeto", 1.6), ("detalhe", 3)),
        fora={
            "maquina": _CONTROLE, "hash_anterior": "prova da trilha, não um dado",
            "hash": "prova da trilha, não um dado",
        },
    ),
    Secao(
        tabela="expurgo", titulo="Dados sigilosos apagados", por={"ato_id": "ato.id"},
        resumo=(("instante", 1.2), ("campos", 2), ("fundamento", 2), ("motivo", 3)),
    ),
    Secao(
        tabela="quarentena", titulo="Períodos em que a ficha esteve à parte", por={"servidor_id": "pessoa.id"},
        resumo=(("desde", 1.2), ("liberada_em", 1.2), ("motivo", 4)),
    ),
)  # fmt: skip
"""What is handed over, in order; what a section looks for was found by those before it."""

TABELAS_FORA: Final[Mapping[str, str]] = {
    "ato_sigilo": "está dentro de cada ato: o que foi apartado volta ao seu lugar",
    "instrumento": "o papel de cada ato vai com o ato; o texto inteiro, publicado, pode nomear outras pessoas",
    "operacao": "quem registrou e quando está em cada ato",
    "selo": "prova do livro inteiro; nada diz de uma pessoa",
    "relatorio_saldo": "os mesmos prazos, juntos com os de outras pessoas",
    "contradicao_ciencia": "avisos internos sobre o registro, que reúnem várias pessoas",
    "leitura": "textos inteiros do Diário Oficial, públicos, que nomeiam outras pessoas",
    "sessao_abertura": "quando o setor abriu o programa",
    "usuario": "conta de quem usa o programa; não trata dos servidores",
    "codigo_recuperacao": "conta de quem usa o programa",
    "confirmacao": "quem confirmou, como segunda pessoa, o que está em cada ato",
    "rascunho": "o que alguém digitava e não registrou",
    "filtro_salvo": "preferência de quem usa o programa",
    "importacao_mapa": "disposição das colunas das planilhas",
} | dict.fromkeys(
    (
        "cargo", "categoria_funcional", "classe", "concurso", "configuracao", "dia_sem_expediente", "grupo_ocupacional",
        "lista", "lrf", "modelo_documento", "opcao", "orgao", "parametro", "referencia", "reserva_posto", "unidade",
        "vaga",
    ),
    _NAO_E_DE_PESSOAS,
)  # fmt: skip
"""Tables that are not handed over, each with its reason."""

TERCEIROS: Final = frozenset(
    {"procurador", "outra_pessoa", "outra_matricula", "titular", "ultimo_ocupante", "deslocado", "reintegrado"}
)
"""Fields of acts that name somebody else, who did not act for the State: masked."""

DE_FAMILIA: Final = frozenset({"doenca_familia", "acompanhar_conjuge", "luto", "casamento"})
"""Absences whose basis tells of a relative: of those only the kind and the days are handed over."""

DA_FAMILIA: Final = frozenset({"fundamento", "autorizacao"})
"""Fields masked in such absences."""

OMITIDO: Final = "[dado de outra pessoa, omitido]"
