"""Ficha funcional and certidão from the registry: what they say, as on which day, every date explained."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.tipos import AlcanceRepublicacao
from bahiaservidor.estatuto.tipos_emendas import FormaEmenda
from bahiaservidor.registro import livro
from bahiaservidor.registro.cadastro import lancar_cadastro
from bahiaservidor.servicos import abertura, emendas, papeis_catalogo, papeis_emissao, provimento, unificacao
from bahiaservidor.servicos.tipos import DadosPessoa, Registrado
from bahiaservidor.servicos.tipos.emendas import PedidoEmenda
from tests.documentos.amostras import NOME_LONGO, ler
from tests.documentos.apoio import sem_memoria

from .apoio_papeis import HOJE, JACIRA, ausente, em_estagio, papel, recusa, texto
from .cenario import Cenario, cenario
from .test_quadro import Casa, _com_ocupante, _reintegracao


@pytest.fixture
def c() -> Iterator[Cenario]:
    with cenario(hoje=HOJE) as montado:
        yield montado


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


def test_a_ficha_traz_o_recebido_e_o_emitido_menos_as_proprias_fichas(c: Cenario) -> None:
    quem = em_estagio(c)
    with c.ctx.banco.escrita() as conexao:
        conexao.exec_driver_sql("INSERT INTO arquivo (hash, tamanho) VALUES ('ab', 1)")
        for nome, retirado in (("Diploma de Direito", ""), ("Diploma trocado", "de outra pessoa")):
            conexao.exec_driver_sql(
                "INSERT INTO anexo (hash, nome, midia, paginas, peca, descricao, data, servidor_id, recebido_em, "
                f"usuario, retirado) VALUES ('ab', '{nome}', 'application/pdf', 3, 'diploma', 'Frente e verso', "
                f"'2026-02-05', {quem.servidor_id}, '2026-02-06T12:00:00.000000', 'teste', '{retirado}')"
            )
    certidao = papeis_emissao.emitir(c.ctx, papel=papel(c, "certidao_tempo", quem))
    primeira = papeis_emissao.emitir(c.ctx, papel=papel(c, "ficha_funcional", quem))
    escrito = texto(c, "ficha_funcional", quem)
    for trecho in (
        "Diploma de Direito",
        "Frente e verso",
        "05/02/2026",
        f"{certidao.codigo[:4]} {certidao.codigo[4:8]}",
        "Certidão de tempo de serviço nº 1/2026",
    ):
        assert trecho in escrito, trecho
    assert "Diploma trocado" not in escrito
    # Nothing changed: asked for again, it is the one already issued.
    assert papeis_emissao.emitir(c.ctx, papel=papel(c, "ficha_funcional", quem)).id == primeira.id


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
