"""The papers about a person, from plain values: every sentence, the margins with the longest names, many rows."""

from __future__ import annotations

import datetime as dt
from dataclasses import replace
from typing import Any, Final

import pytest

from bahiaservidor.documentos import (
    aviso_estagio,
    certidao_tempo,
    comunicacao_exercicio,
    declaracoes,
    ficha_funcional,
    formulario_avaliacao,
    peca_pdf,
)
from bahiaservidor.documentos.modelos import DeclaracaoAcumulacao, OrgaoEmissor, Pessoa, Signatario
from bahiaservidor.documentos.peca import DataImpressa, Peca
from bahiaservidor.documentos.textos import ler_modelo
from bahiaservidor.documentos.valores import Servidor

from .amostras import NOME, NOME_LONGO, RESSALVA, ler
from .apoio import fora_das_margens

ORGAO: Final = OrgaoEmissor(nome="Secretaria da Educação", municipio="Salvador")
LONGO: Final = Servidor(
    pessoa=Pessoa(nome=NOME_LONGO, cpf="52998224725", matricula="92222222"),
    cargo="Especialista em Políticas Públicas e Gestão Governamental – Tecnologia da Informação " * 2,
    lotacao="Coordenação de Acompanhamento e Avaliação do Desempenho Funcional dos Servidores " * 2,
    orgao="Secretaria da Justiça, Direitos Humanos e Desenvolvimento Social do Estado da Bahia",
)
CURTO: Final = replace(LONGO, pessoa=Pessoa(nome=NOME, cpf="52998224725"), cargo="Médico")
ASSINA: Final = Signatario(nome=NOME_LONGO, cargo="Técnica Administrativa")


def dia(dia_: int, mes: int, ano: int, rotulo: str = "data") -> DataImpressa:
    return DataImpressa(data=dt.date(ano, mes, dia_), rotulo=rotulo, origem="livro, ato 1")


def texto(peca: Peca) -> str:
    return " ".join(ler(peca_pdf.gerar(peca)))


def devido(servidor: Servidor = LONGO, numero: int = 3, **campos: Any) -> aviso_estagio.Devido:
    valores: dict[str, Any] = {
        "servidor": servidor, "numero": numero, "exercicio": dia(1, 3, 2023), "vence": dia(27, 2, 2026), "meses": 18,
        "dias_suspensos": 0, "vencido": False, "dispositivo": "art. 27", "chefe": NOME_LONGO,
        "passos": ("Exercício em 01/03/2023 + 18 meses.", "30/06/2026 é sábado: recua ao dia útil anterior."),
    }  # fmt: skip
    return aviso_estagio.Devido(**(valores | campos))


def aviso(**campos: Any) -> Peca:
    dados = aviso_estagio.DadosAviso(orgao=ORGAO, devido=devido(**campos), em=dia(2, 2, 2026), responsavel=ASSINA)
    nome = "aviso_submissao" if dados.devido.numero == 0 else "aviso_avaliacao"
    return aviso_estagio.aviso(dados, ler_modelo(nome))


def da_unidade(quantos: int) -> Peca:
    dados = aviso_estagio.DadosAvisoUnidade(
        orgao=ORGAO, unidade=LONGO.lotacao, de=dia(1, 2, 2026) if quantos else None, ate=dia(28, 2, 2026),
        devidos=[devido(numero=n % 7) for n in range(quantos)], em=dia(2, 2, 2026), responsavel=ASSINA,
    )  # fmt: skip
    return aviso_estagio.aviso_da_unidade(dados, ler_modelo("aviso_unidade"))


def formulario(**campos: Any) -> Peca:
    valores: dict[str, Any] = {
        "orgao": ORGAO, "servidor": LONGO, "numero": 2, "quantas": 6, "de": dia(1, 9, 2023), "ate": dia(29, 2, 2024),
        "exercicio": dia(1, 3, 2023), "chefe": NOME_LONGO, "comissao": (NOME_LONGO, NOME, NOME_LONGO),
    }  # fmt: skip
    return formulario_avaliacao.peca(
        formulario_avaliacao.DadosFormulario(**(valores | campos)), ler_modelo("formulario_avaliacao")
    )


def comunicacao(origem: str = "posse", etapa: str = "vencido") -> Peca:
    suspenso = etapa == "suspenso"
    dados = comunicacao_exercicio.DadosComunicacao(
        orgao=ORGAO, servidor=LONGO, origem=origem, origem_em=dia(9, 2, 2026), etapa=etapa, em=dia(23, 3, 2026),  # type: ignore[arg-type]
        inicio=None if suspenso else dia(9, 2, 2026), vence=None if suspenso else dia(11, 3, 2026),
        vence_ultimo=None if suspenso else dia(13, 3, 2026), dispositivo="art. 21, § 1º",
        passos=("Começa em 09/02/2026.",), ressalvas=(RESSALVA,), responsavel=ASSINA,
    )  # fmt: skip
    return comunicacao_exercicio.peca(dados, ler_modelo("comunicacao_exercicio"))


def linha(n: int) -> certidao_tempo.LinhaCertidao:
    return certidao_tempo.LinhaCertidao(
        rotulo="Licença por doença em pessoa da família", de=dia(1 + n % 28, 1 + n % 12, 2020),
        ate=dia(1 + n % 28, 1 + n % 12, 2021), dias=-366, fundamento="arts. 101 e 118", fonte=f"Ato {n} do livro",
    )  # fmt: skip


def certidao(quantas: int = 2, total: int = 1111) -> Peca:
    periodo = replace(linha(1), rotulo="Exercício no cargo", dias=4000)
    vinculo = certidao_tempo.VinculoCertidao(
        titulo=f"Vínculo 1: {LONGO.cargo}", periodos=(periodo,), descontos=tuple(linha(n) for n in range(quantas)),
        mantidos=(periodo,), efetivo=total, concomitantes=30,
    )  # fmt: skip
    vazio = certidao_tempo.VinculoCertidao(titulo="Vínculo 2: Médico", periodos=(), descontos=())
    partes = (total // 365, total % 365 // 30, total % 365 % 30)
    dados = certidao_tempo.DadosCertidao(
        orgao=ORGAO, servidor=LONGO, em=dia(22, 11, 2026), vinculos=(vinculo, vazio), averbacoes=(periodo,),
        por_finalidade=(("Aposentadoria", 4000),), efetivo=total, concomitantes=30, averbado=0, total=total,
        partes_do_efetivo=partes, partes_do_total=partes, ressalvas=(RESSALVA,), assinada_em=dia(22, 11, 2026),
        responsavel=ASSINA,
    )  # fmt: skip
    return certidao_tempo.peca(dados, ler_modelo("certidao_tempo"))


def ficha(quantas: int = 0, **campos: Any) -> Peca:
    linhas = [
        ("1", f"Ausência {n}", "art. 118", dia(1 + n % 28, 1 + n % 12, 2020), "sem término", f"ato {n}", "10")
        for n in range(quantas)
    ]
    vinculo = ficha_funcional.VinculoFicha(
        titulo="Vínculo 1", campos=((("Cargo", LONGO.cargo, 1.0), ("Lotação", LONGO.lotacao, 1.0)),), fonte="livro",
        estagio=((("Fim do estágio", dia(1, 3, 2026), 1.0),),), avaliacoes=(("1ª", dia(1, 9, 2023), None, None, None),),
    )  # fmt: skip
    valores: dict[str, Any] = {
        "orgao": ORGAO, "nome": NOME_LONGO, "em": dia(22, 11, 2026), "fonte_pessoa": "cadastro", "vinculos": (vinculo,),
        "pessoa": ((("Nome", NOME_LONGO, 1.0),), (("Filiação", NOME_LONGO, 1.0),)), "ausencias": linhas,
        "emendas": ((dia(5, 5, 2024), "Anulação", f"Anula o ato: {NOME_LONGO}"),), "responsavel": ASSINA,
    }  # fmt: skip
    return ficha_funcional.peca(ficha_funcional.DadosFicha(**(valores | campos)), ler_modelo("ficha_funcional"))


DECLARACAO: Final = declaracoes.DadosDeclaracao(orgao=ORGAO, servidor=LONGO, data=dia(9, 2, 2026), responsavel=ASSINA)
ITENS: Final = [
    declaracoes.ItemImpresso(
        rotulo="Certidões negativas", quando="", presente=True, valor=LONGO.cargo, por=NOME_LONGO, em=dia(6, 2, 2026)
    ),
    declaracoes.ItemImpresso(rotulo="Diploma registrado", quando="Se o cargo exige", presente=None),
]


def das_declaracoes(dados: declaracoes.DadosDeclaracao = DECLARACAO) -> list[Peca]:
    return [
        declaracoes.acumulacao(dados, None, ler_modelo("declaracao_acumulacao")),
        declaracoes.recibo_bens(dados, ler_modelo("recibo_bens")),
        declaracoes.parentesco(dados, ler_modelo("declaracao_parentesco")),
        declaracoes.idoneidade(dados, ler_modelo("declaracao_idoneidade")),
        declaracoes.checklist(dados, ITENS, ler_modelo("checklist_posse")),
    ]


def test_nada_passa_das_margens_com_os_nomes_mais_longos() -> None:
    pecas = [aviso(), aviso(numero=0, fim=dia(30, 6, 2026)), da_unidade(25), formulario(), comunicacao(), certidao(30)]
    assert fora_das_margens(peca_pdf.gerar_lote([*pecas, ficha(60), *das_declaracoes()])) == []


def test_o_aviso_diz_o_que_e_devido_e_como_se_chegou() -> None:
    escrito = texto(aviso(servidor=CURTO))
    for trecho in ("3ª avaliação", NOME, "deve ser feita até 27/02/2026", "01/03/2023", "recua ao dia útil anterior"):
        assert trecho in escrito
    assert "Com cópia" not in escrito
    assert f"Com cópia a quem mais avalia: {NOME}." in texto(aviso(comissao=(NOME,)))
    assert "devia ter sido feita até 27/02/2026" in texto(aviso(vencido=True))
    assert "quatro meses antes do fim do estágio, em 30/06/2026" in texto(aviso(numero=0, fim=dia(30, 6, 2026)))


def test_o_aviso_da_unidade_traz_todos_e_a_conta_de_cada_um() -> None:
    paginas = ler(peca_pdf.gerar(da_unidade(25)))
    assert len(paginas) > 1
    assert sum(pagina.count("Exercício em 01/03/2023 + 18 meses.") for pagina in paginas) == 25
    assert "Nada é devido" in texto(da_unidade(0))


def test_o_formulario_sem_escala_deixa_lacunas_e_diz_por_que() -> None:
    em_branco = texto(formulario())
    assert "não informadas neste registro" in em_branco
    assert "(__) satisfatório" in em_branco
    for fator in ("Assiduidade", "Disciplina", "Capacidade de iniciativa", "Produtividade", "Responsabilidade"):
        assert f". {fator}" in em_branco
    feito = texto(formulario(escala="Notas de 0 a 10; média mínima 6.", notas=(8, 9, 7, 10, 6), media="8",
                             satisfatoria=True, data=dia(2, 9, 2024), ciencia=dia(3, 9, 2024),
                             reconsiderar_ate=dia(9, 9, 2024)))  # fmt: skip
    assert "não informadas" not in feito
    for trecho in (
        "média mínima 6",
        "40",
        "Satisfatório",
        "em 03/09/2024",
        "Último dia para pedir a reconsideração: 09/09/2024",
    ):
        assert trecho in feito


@pytest.mark.parametrize(
    ("origem", "frase"),
    [
        ("posse", "é exonerado de ofício (art. 21, § 3º)"),
        ("reversao", "cassada (art. 34, parágrafo único)"),
        ("aproveitamento", "cassa-se a disponibilidade"),
        ("aproveitamento_doenca", "nenhum ato é proposto"),
        ("reintegracao", "Ouvir a PGE (arts. 21, § 3º, e 29)"),
        ("reconducao", "Ouvir a PGE (arts. 21, § 3º, e 29)"),
    ],
)
def test_o_que_a_lei_preve_depende_do_provimento(origem: str, frase: str) -> None:
    assert frase in texto(comunicacao(origem)).replace("\u00a0", " ")


@pytest.mark.parametrize(
    ("etapa", "frase"),
    [
        ("corre", "o último dia é 11/03/2026 ou, na leitura mais ampla, 13/03/2026"),
        ("cinzenta", "até 13/03/2026 nenhuma consequência é proposta"),
        ("vencido", "já passou 13/03/2026"),
        ("suspenso", "o prazo está suspenso"),
    ],
)
def test_a_consequencia_so_depois_de_toda_leitura(etapa: str, frase: str) -> None:
    escrito = texto(comunicacao(etapa=etapa))
    assert frase in escrito
    assert ("Encaminha-se para decisão" in escrito) == (etapa == "vencido")


def test_a_certidao_diz_o_criterio_e_os_doze_meses_so_quando_ha() -> None:
    escrito = texto(certidao())
    for trecho in ("ano de 365 dias", "o primeiro e o último incluídos", "3 anos, 0 meses e 16 dias", "−366",
                   "Não entrou em exercício"):  # fmt: skip
        assert trecho in escrito
    assert "não completam o ano" not in escrito
    assert "não completam o ano" in texto(certidao(total=364))


def test_a_ficha_com_sessenta_ausencias_repete_os_titulos_e_nada_se_perde() -> None:
    paginas = ler(peca_pdf.gerar(ficha(60)))
    tudo = " ".join(paginas)
    assert all(f"Ausência {n} " in tudo for n in range(60))
    assert sum("Vínculo Espécie Fundamento" in pagina for pagina in paginas) >= 2
    assert tudo.count("Nada consta.") == 9
    assert "Dados de saúde e de deficiência não são impressos" in tudo
    assert "ficam reservados" not in tudo
    reservada = ("1", "Licença", ficha_funcional.RESERVADO, dia(1, 1, 2020), dia(2, 1, 2020), "ato 1", "2")
    assert "ficam reservados" in texto(ficha(ausencias=[reservada]))


def test_a_ficha_de_quem_nao_tem_vinculo() -> None:
    escrito = texto(ficha(vinculos=(), falecimento=dia(3, 3, 2025)))
    assert "Nenhum vínculo consta" in escrito
    assert "Falecimento em 03/03/2025" in escrito


def test_a_declaracao_de_acumulacao_tem_dois_quadrinhos_e_tres_hipoteses() -> None:
    modelo = ler_modelo("declaracao_acumulacao")
    em_branco = texto(declaracoes.acumulacao(DECLARACAO, None, modelo))
    assert "(x)" not in em_branco
    nao = texto(declaracoes.acumulacao(DECLARACAO, DeclaracaoAcumulacao(acumula=False), modelo))
    assert nao.count("(x)") == 1
    assert "(x) Não exerço" in nao
    feito = DeclaracaoAcumulacao(acumula=True, outro_cargo="Professora", horas_semanais=20, hipotese="b")
    sim = texto(declaracoes.acumulacao(DECLARACAO, feito, modelo))
    assert "(x) Exerço outro" in sim
    assert "(x) um cargo de professor com outro" in sim
    assert sim.count("(x)") == 2
    assert all(x in sim for x in ("Professora", "20"))


def test_o_recibo_diz_o_dia_e_nunca_o_conteudo() -> None:
    escrito = texto(das_declaracoes()[1])
    assert "em 09/02/2026" in escrito
    assert "guarda só a data da entrega" in escrito


def test_sem_data_o_formulario_fica_para_assinar() -> None:
    for peca in das_declaracoes(replace(DECLARACAO, data=None)):
        escrito = texto(peca)
        assert "_____ de ____" in escrito, peca.chave
        assert "fevereiro de 2026" not in escrito
    assert "a confirmar" in texto(das_declaracoes()[3])


def test_a_conferencia_diz_quem_e_quando() -> None:
    escrito = texto(das_declaracoes()[4])
    assert escrito.index("(x)") < escrito.index("Certidões negativas") < escrito.index("06/02/2026")
    assert "(__)" in escrito


def test_valores_iguais_dao_bytes_iguais() -> None:
    assert peca_pdf.gerar(ficha(3)) == peca_pdf.gerar(ficha(3))
    assert peca_pdf.gerar(certidao()) != peca_pdf.gerar(certidao(total=1112))
