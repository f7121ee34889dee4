"""Taking an import back: the tables are again what they were, and the book keeps everything."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import contradicoes, identidade, importacao, minutas, pessoas
from bahiaservidor.servicos.tipos import DadosPessoa

from .apoio_importacao import CABECALHO, conferir, cpf, importar, pessoa, tabelas
from .cenario import Cenario, cenario, integra

SEM_NUMEROS = ("versao", "id", "servidor_id", "vinculo_id")


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario() as montado:
        yield montado


def test_desfeita_o_registro_e_o_que_era_e_o_arquivo_entra_de_novo_igual(c: Cenario, tmp_path: Path) -> None:
    with c.ctx.banco.escrita() as conexao:
        dados = DadosPessoa(nome=pessoa(1)[0], cpf=pessoa(1)[1], email="j@ba.gov.br")
        identidade.criar_pessoa(conexao, c.ctx.operacao(conexao, "x"), dados)
    linhas = [pessoa(n) for n in range(1, 5)]
    antes = tabelas(c)
    entradas = c.contar("ato")
    prometida = conferir(c, tmp_path, "assentamentos", CABECALHO, linhas)
    numero = importar(c, tmp_path, "assentamentos", CABECALHO, linhas)
    integra(c)
    com = tabelas(c, fora=SEM_NUMEROS)
    previa = importacao.previa_desfazer(c.ctx, numero, c.hoje)
    assert (previa.atos, previa.cadastros, previa.impedimentos) == (4, 4, ())
    desfeita = importacao.desfazer(c.ctx, numero, " planilha errada ", c.hoje)
    assert desfeita.motivo == "planilha errada"
    assert desfeita.desfeita_em is not None
    integra(c)
    assert tabelas(c) == antes
    assert c.contar("ato") > entradas  # nothing is erased of the book
    assert conferir(c, tmp_path, "assentamentos", CABECALHO, linhas) == prometida
    importar(c, tmp_path, "assentamentos", CABECALHO, linhas)
    integra(c)
    assert tabelas(c, fora=SEM_NUMEROS) == com
    with pytest.raises(ErroDominio, match="já foi desfeita"):
        importacao.desfazer(c.ctx, numero, "outra vez", c.hoje)


def test_quem_foi_retirado_nao_aparece_em_lista_nenhuma(c: Cenario, tmp_path: Path) -> None:
    numero = importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1)])
    id_ = c.valor("SELECT id FROM servidor")
    importacao.desfazer(c.ctx, numero, "teste", c.hoje)
    achadas = contradicoes.ids_contradicoes(c.ctx, hoje=c.hoje)
    assert contradicoes.linhas_contradicoes(c.ctx, ids=list(achadas), hoje=c.hoje) == ()
    with pytest.raises(ErroDominio, match="não está registrada"):
        pessoas.ficha(c.ctx, servidor_id=id_, hoje=c.hoje)


@pytest.mark.parametrize("posterior", ["ato", "dados", "minuta"])
def test_o_que_veio_depois_impede_e_e_dito(c: Cenario, tmp_path: Path, posterior: str) -> None:
    numero = importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1), pessoa(2)])
    id_ = c.valor("SELECT min(id) FROM servidor")
    nome = pessoa(1)[0]
    if posterior == "ato":
        c.registrar("afastamento", servidor=id_, inicio="2026-02-10", fim="2026-02-20", motivo="ferias")
    elif posterior == "dados":
        dados = pessoas.pessoa(c.ctx, servidor_id=id_)
        pessoas.atualizar_pessoa(c.ctx, servidor_id=id_, dados=DadosPessoa(nome=dados.nome, cpf=dados.cpf, rg="9"))
    else:
        pedido = c.pedido("exoneracao_a_pedido", servidor=id_, publicacao="2026-03-02", requerimento="2026-02-20")
        minutas.preparar(c.ctx, pedido=pedido, hoje=c.hoje)
    antes = tabelas(c)
    impedimentos = importacao.previa_desfazer(c.ctx, numero, c.hoje).impedimentos
    assert impedimentos
    assert nome in impedimentos[0]
    with pytest.raises(ErroDominio, match="não pode ser desfeita"):
        importacao.desfazer(c.ctx, numero, "teste", c.hoje)
    assert tabelas(c) == antes


def test_sem_motivo_ou_sem_importacao_nada_se_faz(c: Cenario, tmp_path: Path) -> None:
    numero = importar(c, tmp_path, "assentamentos", CABECALHO, [pessoa(1)])
    with pytest.raises(ErroDominio, match="motivo"):
        importacao.desfazer(c.ctx, numero, " ", c.hoje)
    with pytest.raises(ErroDominio, match="Não há importação nº 99"):
        importacao.previa_desfazer(c.ctx, 99, c.hoje)


def test_cada_especie_se_desfaz_na_ordem_contraria(c: Cenario, tmp_path: Path) -> None:
    antes = tabelas(c)
    feitas = [
        importar(c, tmp_path, "cargos", ("Nome", "Natureza", "Grupo ocupacional", "Classes"),
                 [("Técnico de Campo", "efetivo", "Grupo Novo", "classes I-III"), ("Analista Técnico", "", "", "I")]),
        importar(c, tmp_path, "vagas", ("Cargo", "Quantidade", "Lei", "Desde"),
                 [("Técnico de Campo", 3, "Lei 9/2001", "01/01/2001")]),
        importar(c, tmp_path, "concursos",
                 ("Edital", "Homologação", "Cargo", "Modalidade", "Classificação", "Nome", "CPF"),
                 [("Edital 7", "02/06/2025", "Técnico de Campo", "Ampla", 1, "Ana Souza", cpf(1)),
                  ("Edital 7", "", "Técnico de Campo", "Ampla", 2, "Bia Souza", cpf(2))]),
        importar(c, tmp_path, "atos",
                 ("Ato", "Data do ato", "CPF", "Nome", "Nascimento", "Cargo", "Candidato do concurso", "Instrumento",
                  "Número do instrumento", "Matrícula"),
                 [("Posse", "10/02/2026", cpf(1), "", "", "", "", "", "", ""),
                  ("Nomeação", "03/02/2026", cpf(1), "Ana Souza", "01/01/1990", "Técnico de Campo", "Edital 7",
                   "Decreto", "123", ""),
                  ("Exercício", "11/02/2026", cpf(1), "", "", "", "", "", "", "92.116.599")]),
        importar(c, tmp_path, "afastamentos", ("Matrícula", "Motivo", "Início", "Fim"),
                 [("92116599", "Férias", "20/02/2026", "25/02/2026")]),
    ]  # fmt: skip
    integra(c)
    assert c.contar("instrumento") == 1
    for numero in (feitas[0], feitas[2], feitas[3]):
        assert importacao.previa_desfazer(c.ctx, numero, c.hoje).impedimentos
    for numero in reversed(feitas):
        importacao.desfazer(c.ctx, numero, "teste", c.hoje)
        integra(c)
    assert tabelas(c) == antes
    assert c.contar("grupo_ocupacional") == 0
    assert [f.id for f in importacao.importacoes(c.ctx)] == list(reversed(feitas))
    assert all(f.desfeita_em for f in importacao.importacoes(c.ctx))


def test_dias_sem_expediente_movem_os_prazos_e_voltam(c: Cenario, tmp_path: Path) -> None:
    c.nomear(0, publicacao="2026-02-03")
    antes = tabelas(c)["prazo"]
    cabecalho = ("Data", "Descrição", "Decreto", "Município")
    linhas = [(f"{dia:02}/03/2026", "Ponto facultativo", "Decreto 1/2026", "") for dia in (4, 5, 6, 6)]
    conferida = conferir(c, tmp_path, "calendario", cabecalho, linhas)
    assert [linha.resultado for linha in conferida.linhas] == ["entra", "entra", "entra", "recusada"]
    assert tabelas(c)["prazo"] == antes
    numero = importar(c, tmp_path, "calendario", cabecalho, linhas)
    assert tabelas(c)["prazo"] != antes
    integra(c)
    importacao.desfazer(c.ctx, numero, "decreto revogado", c.hoje)
    assert tabelas(c)["prazo"] == antes
    integra(c)
    assert conferir(c, tmp_path, "calendario", cabecalho, linhas).entram == 3
