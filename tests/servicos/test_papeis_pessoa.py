"""Papers about a person from the registry: what they say, as on which day, when they apply, every date explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.tipos import AlcanceRepublicacao
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import abertura, emendas, papeis_catalogo, papeis_emissao, provimento, unificacao
from bahiaservidor.servicos import papeis_estagio_lote as lote
from bahiaservidor.servicos.papeis_emissao import Papel
from bahiaservidor.servicos.tipos import DadosPessoa, Instrumento, Registrado
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import sem_memoria

from .cenario import Cenario, cenario
from .test_quadro import Casa, _com_ocupante, _reintegracao

HOJE = date(2026, 11, 22)
JACIRA = DadosPessoa(
    nome="Jacira D’Ávila", cpf="52998224725", nascimento=date(1990, 5, 1), rg="08.123.456-78", rg_orgao="SSP",
    rg_uf="BA", rg_data=date(2009, 5, 4), nomes_anteriores=("Jacira Conceição",), filiacao="Iracema Conceição",
)  # fmt: skip
DECRETO = Instrumento(numero="23.456", data=date(2026, 2, 2), doe_edicao="24.310", doe_data=date(2026, 2, 3))
ITENS = [
    {"item": "bens", "valor": "09/02/2026", "conferido_por": "Doralice Mota", "conferido_em": "2026-02-06"},
    {"item": "acumulacao", "valor": "", "conferido_por": "Doralice Mota", "conferido_em": "2026-02-07"},
    {"item": "certidoes_negativas", "valor": "de 02/02/2026, válida até 02/05/2026", "conferido_por": "Doralice Mota",
     "conferido_em": "2026-02-07"},
]  # fmt: skip


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario(hoje=HOJE) as montado:
        yield montado


def nomear(c: Cenario, **campos: Any) -> Registrado:
    return c.nomear(pessoa=JACIRA, instrumento=DECRETO, matricula="92222222", classe="Classe I", **campos)


def empossar(c: Cenario, nomeado: Registrado) -> Registrado:
    return c.registrar("posse", servidor=nomeado.servidor_id, data="2026-02-10", itens=ITENS)


def em_estagio(c: Cenario) -> Registrado:
    nomeado = nomear(c)
    empossar(c, nomeado)
    exercicio = c.registrar("exercicio", servidor=nomeado.servidor_id, data="2026-02-11")
    c.registrar("designacao_avaliadores", servidor=nomeado.servidor_id, data="2026-02-12", chefe="Benedito Sacramento",
                comissao="Iara Prado\nAnísio Leão")  # fmt: skip
    return exercicio


def ausente(c: Cenario, quem: Registrado, inicio: str, fim: str | None, motivo: str) -> Registrado:
    return c.registrar("afastamento", servidor=quem.servidor_id, inicio=inicio, fim=fim, motivo=motivo)


def papel(c: Cenario, especie: str, quem: Registrado, **como: Any) -> Papel:
    """Return a paper; every date it prints must be explained."""
    feito = papeis_catalogo.documento(
        c.ctx, especie=especie, vinculo_id=quem.vinculo_id, servidor_id=quem.servidor_id, hoje=HOJE, **como
    )
    assert sem_memoria(feito.pdf, feito.memoria) == set()
    return feito


def texto(c: Cenario, especie: str, quem: Registrado, **como: Any) -> str:
    return " ".join(ler(papel(c, especie, quem, **como).pdf)).replace("\u00a0", " ")


def recusa(c: Cenario, especie: str, quem: Registrado, **como: Any) -> str:
    with pytest.raises(ErroDominio) as erro:
        papel(c, especie, quem, **como)
    assert "Nada foi emitido" in erro.value.mensagem
    return erro.value.mensagem


# ------------------------------------------------------------------ ficha funcional


def test_a_ficha_diz_tudo_o_que_consta(c: Cenario) -> None:
    quem = em_estagio(c)
    ausente(c, quem, "2026-04-06", "2026-04-15", "licenca_saude")
    ausente(c, quem, "2026-05-04", "2026-05-08", "suspensao")
    c.registrar("averbacao", servidor=quem.servidor_id, publicacao="2026-06-01", origem="municipio",
                empregador="Prefeitura de Lençóis", inicio="2020-01-01", fim="2020-12-31", certidao="12")  # fmt: skip
    with c.ctx.banco.escrita() as conexao:
        op = livro.abrir_operacao(conexao, instante=c.relogio.agora(), usuario="teste")
        outra = {"orgao_id": c.orgao, "nome": "Coordenação de Ilhéus", "municipio": "Ilhéus"}
        destino = lancar_cadastro(conexao, op, sujeito_tipo="unidade", conteudo=outra)
    c.registrar("remocao", servidor=quem.servidor_id, publicacao="2026-07-01", unidade=destino)
    escrito = texto(c, "ficha_funcional", quem)
    for trecho in (
        "Jacira D’Ávila", "Jacira Conceição", "529.982.247-25", "04/05/2009", "01/05/1990", "92.222.222",
        "Analista Técnico", "Classe I", "Coordenação de Ilhéus", "01/07/2026", "03/02/2026",
        "Decreto nº 23.456", "nº 24.310",
        "Edital 1/2025", "10/02/2026", "11/02/2026", "Em estágio probatório", "livro (nomeação, ato",
        "Licença (espécie reservada)", "06/04/2026", "Suspensão (penalidade)", "Prefeitura de Lençóis", "certidão 12",
        "Remoção", "Declaração de bens e valores", "09/02/2026", "Doralice Mota", "ficam reservados",
    ):  # fmt: skip
        assert trecho in escrito, trecho
    assert "tratamento de saúde" not in escrito
    assert "Deficiência" not in escrito
    com_sigilo = texto(c, "ficha_funcional", quem, com_sigilo=True)
    assert "Licença para tratamento de saúde" in com_sigilo
    assert "Deficiência" in com_sigilo
    assert "reservada" not in com_sigilo


def test_a_ficha_como_era_em_outro_dia(c: Cenario) -> None:
    quem = em_estagio(c)
    ausente(c, quem, "2026-05-04", "2026-05-08", "suspensao")
    antes = texto(c, "ficha_funcional", quem, em=date(2026, 2, 10))
    assert "como constava em 10/02/2026" in antes
    assert "11/02/2026" not in antes
    assert "Suspensão" not in antes
    assert "Empossado" in antes
    # A picture of another day is not signed as if made on it.
    assert "de fevereiro de 2026." not in antes
    assert "Nenhum vínculo consta" in texto(c, "ficha_funcional", quem, em=date(2026, 1, 1))
    assert "ainda não existia" in recusa(c, "certidao_tempo", quem, em=date(2026, 1, 1))


def test_na_ficha_aparece_o_publicado_e_nao_a_correcao_de_digitacao(c: Cenario) -> None:
    quem = em_estagio(c)
    licenca = ausente(c, quem, "2026-04-06", "2026-04-15", "ferias")
    engano = ausente(c, quem, "2026-08-03", "2026-08-07", "ferias")
    certo = ausente(c, quem, "2026-09-07", "2026-09-11", "ferias")

    def emendar(forma: FormaEmenda, ato: Registrado, **campos: Any) -> None:
        pedido = PedidoEmenda(forma=forma, ato_id=ato.ato_id, **campos)
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=HOJE)

    emendar(FormaEmenda.ESTORNO, engano, motivo="Digitado na pessoa errada.")
    conteudo = emendas.conteudo_atual(c.ctx, ato_id=certo.ato_id).conteudo
    emendar(FormaEmenda.CORRECAO, certo, motivo="Dia trocado.", conteudo={**conteudo, "fim": date(2026, 9, 12)})
    conteudo = emendas.conteudo_atual(c.ctx, ato_id=licenca.ato_id).conteudo
    emendar(FormaEmenda.RETIFICACAO, licenca, motivo="Erro na portaria.", publicacao=date(2026, 10, 1),
            alcance=AlcanceRepublicacao.FORMAL, conteudo={**conteudo, "fim": date(2026, 4, 20)})  # fmt: skip
    escrito = texto(c, "ficha_funcional", quem)
    for trecho in ("Retifica o ato", "Erro na portaria", "01/10/2026", "20/04/2026", "12/09/2026"):
        assert trecho in escrito, trecho
    for trecho in ("03/08/2026", "15/04/2026", "11/09/2026", "Dia trocado", "Digitado na pessoa"):
        assert trecho not in escrito, trecho


def test_de_quem_morreu_de_quem_so_foi_nomeado_e_de_cadastro_unificado(c: Cenario) -> None:
    quem = em_estagio(c)
    outro = c.registrar("nomeacao", publicacao="2026-02-13", carater="temporario", pessoa=DadosPessoa(nome=NOME_LONGO))
    assert "Nomeado" in texto(c, "ficha_funcional", outro)
    assert "não há entrada em exercício".capitalize() in recusa(c, "certidao_tempo", outro)
    unificacao.fundir(c.ctx, manter=quem.servidor_id, duplicado=outro.servidor_id, motivo="Repetido.", hoje=HOJE)
    assert "unificado ao de Jacira D’Ávila" in recusa(c, "ficha_funcional", outro)
    dois = texto(c, "ficha_funcional", quem)
    assert "VÍNCULO 1" in dois
    assert "VÍNCULO 2" in dois
    c.registrar("falecimento", servidor=quem.servidor_id, data="2026-10-05")
    morta = texto(c, "ficha_funcional", quem)
    assert "Falecimento em 05/10/2026" in morta
    assert texto(c, "certidao_tempo", quem).count("04/10/2026") == 1
    assert "já terminou" in recusa(c, "aviso_avaliacao", quem)


def test_de_quem_ficou_excedente_com_dois_vinculos() -> None:
    casa = Casa()
    try:
        reintegrado, ocupante = _com_ocupante(casa)
        provimento.registrar(casa.ctx, pedido=_reintegracao(casa, reintegrado), hoje=casa.hoje)
        ultimo = casa.vinculos(ocupante)[-1]
        for especie in ("ficha_funcional", "certidao_tempo"):
            feito = papeis_catalogo.documento(
                casa.ctx, especie=especie, servidor_id=ocupante, vinculo_id=ultimo, hoje=casa.hoje
            )
            assert sem_memoria(feito.pdf, feito.memoria) == set()
            escrito = " ".join(ler(feito.pdf))
            assert "VÍNCULO 2" in escrito
            assert ("excedente desde 26/05/2026" in escrito) == (especie == "ficha_funcional")
    finally:
        abertura.fechar(casa.ctx)


# ------------------------------------------------------------------ certidão


def test_a_certidao_conta_e_explica(c: Cenario) -> None:
    quem = em_estagio(c)
    ausente(c, quem, "2026-05-04", "2026-05-08", "suspensao")
    ausente(c, quem, "2026-11-16", None, "acompanhar_conjuge")
    c.registrar("averbacao", servidor=quem.servidor_id, publicacao="2026-06-01", origem="municipio",
                empregador="Prefeitura de Lençóis", inicio="2020-01-01", fim="2020-12-31", certidao="12")  # fmt: skip
    feito = papel(c, "certidao_tempo", quem)
    escrito = " ".join(ler(feito.pdf))
    # 11/02 to 22/11/2026 are 285 days; 5 of suspensão and 7 of the open absence do not count.
    for trecho in ("285", "−5", "−7", "273 dias", "366 dias", "639 dias", "1 ano, 9 meses e 4 dias", "sem término",
                   "Averbado para aposentadoria", "arts. 102 e 118"):  # fmt: skip
        assert trecho in escrito, trecho
    entrada = next(m for m in feito.memoria if m.rotulo == "ausência: primeiro dia" and m.data == date(2026, 11, 16))
    assert any("vai até 22/11/2026" in passo for passo in entrada.passos)
    emitido = papeis_emissao.emitir(c.ctx, papel=feito)
    assert emitido.numero == "1/2026"
    assert papeis_emissao.emitir(c.ctx, papel=papel(c, "certidao_tempo", quem)).id == emitido.id
    assert "nº 1/2026" in " ".join(ler(papeis_emissao.bytes_de(c.ctx, documento_id=emitido.id)))
    assert papeis_emissao.memoria_de(c.ctx, documento_id=emitido.id) == feito.memoria


def test_a_certidao_do_assentamento_diz_a_fonte(c: Cenario) -> None:
    quem = c.registrar("assentamento_inicial", data="2026-01-01", cargo=c.cargo, situacao="estavel", fonte="sirh",
                       data_exercicio="2010-03-01", dias_contados=5000, pessoa=JACIRA)  # fmt: skip
    escrito = texto(c, "certidao_tempo", quem)
    for trecho in ("5.000", "fonte SIRH", "5.326 dias"):
        assert trecho in escrito, trecho


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
    from bahiaservidor.servicos import papeis

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
