"""Notices, forms and declarations from the registry, one by one and in batch; and what the menu offers."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.servicos import papeis, papeis_catalogo, papeis_emissao, parametros
from bahiaservidor.servicos import papeis_estagio_lote as lote
from bahiaservidor.servicos.papeis_emissao import Papel
from bahiaservidor.servicos.tipos import Registrado
from bahiaservidor.servicos.tipos.regras import RegistroDeValor
from tests.documentos.amostras import ler
from tests.documentos.apoio import sem_memoria

from .apoio_papeis import HOJE, JACIRA, ausente, em_estagio, empossar, nomear, papel, recusa, texto
from .cenario import Cenario, cenario


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario(hoje=HOJE) as montado:
        yield montado


# ------------------------------------------------------------------ estágio


def test_o_aviso_da_avaliacao_e_o_da_submissao_com_o_portao_recuado(c: Cenario) -> None:
    quem = c.registrar("assentamento_inicial", data="2023-06-30", cargo=c.cargo, situacao="em_estagio_probatorio",
                       data_exercicio="2023-06-30", pessoa=JACIRA)  # fmt: skip
    submissao = papel(c, "aviso_submissao", quem)
    escrito = " ".join(ler(submissao.pdf))
    for trecho in ("devia ter sido submetida", "27/02/2026", "em 30/06/2026", "recua ao dia útil anterior"):
        assert trecho in escrito, trecho
    entrada = next(m for m in submissao.memoria if m.data == date(2026, 2, 27))
    assert "recua" in " ".join(entrada.passos)
    assert "A 2ª avaliação" not in texto(c, "aviso_avaliacao", quem)
    assert "a 2ª avaliação" in texto(c, "aviso_avaliacao", quem, numero=2)
    assert "não está por fazer" in recusa(c, "aviso_avaliacao", quem, numero=7)


def test_o_formulario_em_branco_e_com_o_registrado(c: Cenario) -> None:
    quem = em_estagio(c)
    ausente(c, quem, "2026-03-02", "2026-03-11", "suspensao")
    em_branco = texto(c, "formulario_avaliacao", quem)
    for trecho in ("1ª de 6", "Benedito Sacramento", "Iara Prado · Anísio Leão", "11/02/2026", "20/08/2026",
                   "não informadas neste registro", "Tomei ciência desta avaliação em ____"):  # fmt: skip
        assert trecho in em_branco, trecho
    notas = {"assiduidade": 8, "disciplina": 9, "iniciativa": 7, "produtividade": 9, "responsabilidade": 8}
    c.registrar(
        "avaliacao_estagio", servidor=quem.servidor_id, numero=1, data="2026-08-24", ciencia="2026-08-26", **notas
    )
    assert "2ª de 6" in texto(c, "formulario_avaliacao", quem)
    feito = texto(c, "formulario_avaliacao", quem, numero=1)
    for trecho in ("41", "8,2", "Satisfatório", "24/08/2026", "em 26/08/2026", "reconsideração: 31/08/2026"):
        assert trecho in feito, trecho
    assert "8,2" not in texto(c, "formulario_avaliacao", quem, numero=1, em_branco=True)
    for chave, valor in (("estagio_escala", "0-10"), ("estagio_nota_minima", "6")):
        registro = RegistroDeValor(
            chave=chave, valor=valor, desde=date(2026, 1, 1), citacao="Portaria 3/2026", fundamento="Circular 1/2026"
        )
        parametros.registrar(c.ctx, registro=registro, hoje=HOJE)
    com_escala = texto(c, "formulario_avaliacao", quem)
    assert "Notas de 0 a 10; média mínima 6 (Portaria 3/2026)." in com_escala
    assert "não informadas" not in com_escala
    assert "não tem 9ª avaliação" in recusa(c, "formulario_avaliacao", quem, numero=9)


def test_em_lote_um_so_arquivo_e_quem_fica_de_fora_com_o_motivo(c: Cenario) -> None:
    quem = em_estagio(c)
    outro = c.estagiario(1)
    so_nomeado = c.nomear(2)
    vinculos = [quem.vinculo_id, outro.vinculo_id, so_nomeado.vinculo_id, quem.vinculo_id]
    visto: list[tuple[int, int]] = []
    feito = lote.formularios_avaliacao(
        c.ctx, vinculos=vinculos, hoje=HOJE, progresso=lambda feitos, total: visto.append((feitos, total))
    )
    assert (feito.quantos, [nome for nome, _ in feito.fora]) == (2, ["Candidato 3"])
    assert "não há entrada em exercício" in feito.fora[0][1].lower()
    assert visto == [(1, 3), (2, 3), (3, 3)]
    assert sem_memoria(feito.papel.pdf, feito.papel.memoria) == set()
    emitido = papeis_emissao.emitir(c.ctx, papel=feito.papel)
    assert "nº 1-2/2026" in " ".join(ler(papeis_emissao.bytes_de(c.ctx, documento_id=emitido.id)))
    with pytest.raises(ErroDominio, match="cancelada"):
        lote.formularios_avaliacao(c.ctx, vinculos=vinculos, hoje=HOJE, cancelado=lambda: True)
    with pytest.raises(ErroDominio, match="Ninguém foi escolhido"):
        lote.formularios_avaliacao(c.ctx, vinculos=[], hoje=HOJE)


def test_avisos_do_periodo_por_pessoa_e_por_unidade(c: Cenario) -> None:
    quem, outro = em_estagio(c), c.estagiario(1)
    vinculos = [quem.vinculo_id, outro.vinculo_id]
    ate = date(2027, 2, 28)
    avisos = lote.avisos_devidos(c.ctx, vinculos=vinculos, ate=ate, hoje=HOJE)
    assert avisos.quantos == 4  # the first and the second evaluation of each
    so_novas = lote.avisos_devidos(c.ctx, vinculos=vinculos, de=HOJE, ate=ate, hoje=HOJE)
    assert so_novas.quantos == 2
    unidade = lote.avisos_das_unidades(c.ctx, vinculos=vinculos, ate=ate, hoje=HOJE).papel
    assert unidade.especie == "aviso_unidade"
    escrito = " ".join(ler(unidade.pdf))
    for trecho in ("Diretoria de Pessoal", "ao todo 4", "11/08/2026 (vencida)", "11/02/2027", "a designar",
                   "Exercício em 11/02/2026 + 6 meses"):  # fmt: skip
        assert trecho in escrito, trecho
    assert sem_memoria(unidade.pdf, unidade.memoria) == set()
    with pytest.raises(ErroDominio, match="Nada é devido até 01/07/2026"):
        lote.avisos_das_unidades(c.ctx, vinculos=vinculos, ate=date(2026, 7, 1), hoje=HOJE)


# ------------------------------------------------------------------ não entrada em exercício


def test_a_comunicacao_segue_o_prazo_dia_a_dia(c: Cenario) -> None:
    nomeado = nomear(c)
    assert "Não há posse registrada" in recusa(c, "comunicacao_exercicio", nomeado)
    empossar(c, nomeado)
    corre = texto(c, "comunicacao_exercicio", nomeado, em=date(2026, 3, 12))
    assert "o prazo ainda corre: o último dia é 12/03/2026." in corre
    vencido = texto(c, "comunicacao_exercicio", nomeado, em=date(2026, 3, 13))
    assert "já passou 12/03/2026" in vencido
    assert "é exonerado de ofício (art. 21, § 3º)" in vencido
    c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-03-12")
    assert "já está registrada" in recusa(c, "comunicacao_exercicio", nomeado)


def test_de_quem_foi_reintegrado_ouve_se_a_pge(c: Cenario) -> None:
    quem = em_estagio(c)
    c.registrar("demissao", servidor=quem.servidor_id, publicacao="2026-04-07", processo="PAD 3")
    c.registrar("reintegracao", servidor=quem.servidor_id, publicacao="2026-09-01", decisao="2026-08-20")
    escrito = texto(c, "comunicacao_exercicio", quem)
    assert "ouvir a PGE (arts. 21, § 3º, e 29)" in escrito.replace("Ouvir", "ouvir")
    assert "exonerado de ofício" not in escrito
    # While the exercício is awaited the time counts, and the certidão says why nothing is taken away (I4).
    assert "Demissão desfeita pela reintegração" in texto(c, "certidao_tempo", quem)


# ------------------------------------------------------------------ posse


def test_as_declaracoes_vem_da_posse_ou_em_branco(c: Cenario) -> None:
    nomeado = nomear(c)
    assert "(x)" not in texto(c, "declaracao_acumulacao", nomeado)
    assert "só se pede" in recusa(c, "declaracao_parentesco", nomeado).lower()
    quem = empossar(c, nomeado)
    assert "(x) Não exerço" in texto(c, "declaracao_acumulacao", quem)
    assert "7 de fevereiro de 2026" in texto(c, "declaracao_acumulacao", quem)
    assert "(x)" not in texto(c, "declaracao_acumulacao", quem, em_branco=True)
    recibo = texto(c, "recibo_bens", quem)
    assert "em 09/02/2026" in recibo
    assert "Doralice Mota" in recibo
    conferencia = texto(c, "checklist_posse", quem)
    for trecho in ("Doralice Mota", "06/02/2026", "válida até 02/05/2026", "Entregue em 09/02/2026"):
        assert trecho in conferencia, trecho
    assert "válida até 02/05/2026" in " ".join(ler(_termo(c, quem).pdf))
    conjunto = papel(c, "declaracoes_posse", quem)
    titulos = " ".join(ler(conjunto.pdf))
    for trecho in ("DECLARAÇÃO DE ACUMULAÇÃO", "RECIBO DA DECLARAÇÃO", "NADA IMPEDE", "CONFERÊNCIA DE DOCUMENTOS"):
        assert trecho in titulos
    assert "PARENTESCO" not in titulos
    assert conjunto.servidor_id == quem.servidor_id


def _termo(c: Cenario, quem: Registrado) -> Papel:
    termo = papeis.termo_posse(c.ctx, vinculo_id=quem.vinculo_id, hoje=HOJE)
    assert sem_memoria(termo.pdf, termo.memoria) == set()
    return termo


# ------------------------------------------------------------------ the menu


def test_o_menu_diz_o_que_se_aplica_e_por_que_nao(c: Cenario) -> None:
    quem = em_estagio(c)
    opcoes = {o.especie: o for o in papeis_catalogo.opcoes(c.ctx, servidor_id=quem.servidor_id, hoje=HOJE)}
    assert set(opcoes) == set(papeis_catalogo.TODAS)
    assert {e for e, o in opcoes.items() if not o.pode} == {"declaracao_parentesco", "comunicacao_exercicio"}
    assert opcoes["comunicacao_exercicio"].motivo == "A entrada em exercício já está registrada (art. 21)."
    for opcao in opcoes.values():
        # What the menu offers is issued; what it refuses is refused for the same reason.
        if opcao.pode:
            papel(c, opcao.especie, quem)
        else:
            assert opcao.motivo.rstrip(".") in recusa(c, opcao.especie, quem)
    assert all(papeis_emissao.nome_da_especie(e) != e for e in papeis_catalogo.TODAS)
    with pytest.raises(ErroDominio, match="Não há documento “outro”"):
        papel(c, "outro", quem)
