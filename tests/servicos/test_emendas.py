"""Correcting the book, in a registry: each way with its words, its dependents, its deadlines; and undoing."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from bahiaservidor.estatuto.atos.base import Ressalva
from bahiaservidor.estatuto.erros import ErroDominio
from bahiaservidor.estatuto.rejulgamento import rejulgar
from bahiaservidor.estatuto.tipos import AlcanceRepublicacao, Situacao, TipoPrazo, TipoRessalva
from bahiaservidor.estatuto.tipos_emendas import DestinoAto, FormaEmenda, SituacaoAto
from bahiaservidor.registro.consultas import guardados
from bahiaservidor.registro.vidas import ler_vida
from bahiaservidor.servicos import emendas, minutas, pessoas, provimento
from bahiaservidor.servicos.provimento import Recusa, VersaoAntiga
from bahiaservidor.servicos.tipos import DadosPessoa
from bahiaservidor.servicos.tipos.emendas import EmendaRegistrada, PedidoEmenda
from tests.servicos.cenario import Cenario, cenario, integra

RESSALVA = Ressalva(tipo=TipoRessalva.PARECER_PGE, numero="PGE-1/2026", data=date(2026, 2, 1), autoridade="PGE")


def pedir(forma: str, ato: int, **campos: Any) -> PedidoEmenda:
    campos.setdefault("motivo", "Digitado errado.")
    return PedidoEmenda(forma=FormaEmenda(forma), ato_id=ato, **campos)


def emendar(c: Cenario, forma: str, ato: int, **campos: Any) -> EmendaRegistrada:
    return emendas.registrar_emenda(c.ctx, pedido=pedir(forma, ato, **campos), hoje=c.hoje)


def alterado(c: Cenario, ato: int, **campos: Any) -> dict[str, Any]:
    return {**emendas.conteudo_atual(c.ctx, ato_id=ato).conteudo, **campos}


def atos_de(c: Cenario, servidor: int) -> dict[str, int]:
    with c.ctx.banco.leitura() as conexao:
        return {a.tipo: a.id for a in ler_vida(conexao, servidor).atos}


def test_o_estorno_do_exercicio_reabre_o_prazo_e_sai_da_linha_do_tempo() -> None:
    with cenario() as c:
        r = c.estagiario()
        analise = emendas.analisar_emenda(c.ctx, pedido=pedir("estorno", r.ato_id), hoje=c.hoje)
        assert analise.aceita
        assert "fica" in analise.frase
        assert "só no Histórico" in analise.frase
        mudancas = {(p.tipo, p.mudanca) for p in analise.prazos}
        assert (TipoPrazo.EXERCICIO, "reabre") in mudancas
        assert (TipoPrazo.FIM_ESTAGIO, "some") in mudancas
        assert analise.situacoes[0].de is Situacao.EM_ESTAGIO_PROBATORIO
        assert analise.situacoes[0].para is Situacao.EMPOSSADO
        feita = emendar(c, "estorno", r.ato_id)
        assert feita.mensagem == "Estorno registrado: “Exercício”, de 11/02/2026."
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        assert ficha.situacao is Situacao.EMPOSSADO
        assert [m.tipo for m in ficha.marcas] == ["nomeacao", "posse"]
        do_livro = {e.ato_id: e for e in ficha.historico}
        assert do_livro[r.ato_id].situacao is SituacaoAto.ESTORNADO
        assert do_livro[r.ato_id].emendas == ("Estornado em 02/03/2026 por teste: Digitado errado.",)
        assert do_livro[feita.atos[-1]].alvo_id == r.ato_id
        integra(c)


def test_o_estorno_com_dependentes_pede_que_caiam_junto() -> None:
    with cenario() as c:
        r = c.estagiario()
        posse = atos_de(c, r.servidor_id)["posse"]
        analise = emendas.analisar_emenda(c.ctx, pedido=pedir("estorno", posse), hoje=c.hoje)
        assert [d.tipo for d in analise.dependentes] == ["exercicio"]
        assert analise.dependentes[0].destinos == (DestinoAto.CAI,)
        assert "posse" in analise.dependentes[0].motivo
        assert not analise.aceita
        with pytest.raises(Recusa, match=r"Exercício de 11/02/2026") as erro:
            emendar(c, "estorno", posse)
        assert erro.value.dispositivo == "art. 22"
        antes = c.contar("ato")
        feita = emendar(c, "estorno", posse, destinos={r.ato_id: DestinoAto.CAI})
        assert len(feita.atos) == 2
        assert c.contar("ato") == antes + 2
        assert c.valor("SELECT situacao_base FROM vinculo") == "nomeado"
        integra(c)


def test_o_estorno_da_nomeacao_desfaz_o_vinculo_e_solta_a_matricula() -> None:
    with cenario() as c:
        r = c.nomear(matricula="12345678")
        emendar(c, "estorno", r.ato_id)
        assert c.contar("vinculo") == 0
        assert c.contar("prazo") == 0
        integra(c)
        # The post, the candidate and the matrícula are free again.
        outra = c.nomear(matricula="12345678")
        assert outra.vinculo_id != r.vinculo_id
        integra(c)


def test_o_estorno_do_estorno_devolve_o_vinculo() -> None:
    with cenario() as c:
        r = c.nomear()
        antes = c.valor("SELECT vence FROM prazo")
        estorno = emendar(c, "estorno", r.ato_id).atos[-1]
        emendar(c, "estorno", estorno, motivo="Não era engano.")
        assert c.contar("vinculo") == 1
        assert c.valor("SELECT vence FROM prazo") == antes
        with pytest.raises(Recusa, match="já está estornado"):
            emendar(c, "estorno", estorno)
        integra(c)


def test_a_correcao_mostra_campo_a_campo_e_muda_os_prazos() -> None:
    with cenario() as c:
        r = c.estagiario()
        novo = alterado(c, r.ato_id, data="2026-02-13")
        analise = emendas.analisar_emenda(c.ctx, pedido=pedir("correcao", r.ato_id, conteudo=novo), hoje=c.hoje)
        assert [(x.rotulo, x.de, x.para) for x in analise.campos] == [
            ("Data de entrada em exercício", "11/02/2026", "13/02/2026")
        ]
        fim = next(p for p in analise.prazos if p.tipo is TipoPrazo.FIM_ESTAGIO)
        assert (fim.mudanca, fim.de, fim.para) == ("muda", date(2029, 2, 11), date(2029, 2, 13))
        assert fim.frase == "Fim do estágio: de 11/02/2029 para 13/02/2029" or "11/02/2029 para 13/02/2029" in fim.frase
        feita = emendar(c, "correcao", r.ato_id, conteudo=novo)
        assert feita.mensagem.startswith("Correção registrada")
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        marca = next(m for m in ficha.marcas if m.tipo == "exercicio")
        assert marca.data == date(2026, 2, 13)
        assert "correcao" not in {m.tipo for m in ficha.marcas}
        entrada = next(e for e in ficha.historico if e.ato_id == r.ato_id)
        assert entrada.situacao is SituacaoAto.CORRIGIDO
        assert ("Data de entrada em exercício", "11/02/2026") in entrada.campos
        assert emendas.conteudo_atual(c.ctx, ato_id=r.ato_id).conteudo["data"] == "2026-02-13"
        integra(c)


def test_a_correcao_que_a_lei_recusa_pede_ressalva() -> None:
    with cenario() as c:
        r = c.estagiario()
        tarde = alterado(c, r.ato_id, data="2026-06-01")
        with pytest.raises(Recusa) as erro:
            emendar(c, "correcao", r.ato_id, conteudo=tarde)
        assert erro.value.dispositivo == "art. 21, § 3º"
        emendar(c, "correcao", r.ato_id, conteudo=tarde, ressalva=RESSALVA)
        assert c.valor("SELECT exercicio FROM vinculo") == "2026-06-01"
        integra(c)


def test_a_correcao_da_nomeacao_nao_se_recusa_pelo_posto_que_ela_mesma_ocupa() -> None:
    with cenario(postos=1) as c:
        r = c.nomear()
        emendar(c, "correcao", r.ato_id, conteudo=alterado(c, r.ato_id, processo="SEI 1"))
        integra(c)


def test_a_correcao_igual_e_recusada_e_sem_motivo_falta_o_campo() -> None:
    with cenario() as c:
        r = c.estagiario()
        igual = alterado(c, r.ato_id)
        with pytest.raises(Recusa, match="igual ao que já consta"):
            emendar(c, "correcao", r.ato_id, conteudo=igual)
        analise = emendas.analisar_emenda(c.ctx, pedido=pedir("correcao", r.ato_id, motivo=" "), hoje=c.hoje)
        assert {campo for campo, _ in analise.campos_incompletos} == {"motivo", "conteudo"}


def test_a_correcao_que_desmente_outro_ato_avisa_e_nao_derruba() -> None:
    with cenario() as c:
        r = c.estagiario()
        posse = atos_de(c, r.servidor_id)["posse"]
        pedido = pedir("correcao", posse, conteudo=alterado(c, posse, data="2026-02-20"))
        analise = emendas.analisar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        assert analise.aceita
        assert [d.tipo for d in analise.dependentes] == ["exercicio"]
        assert "contradições" in analise.dependentes[0].nota
        assert analise.avisos == ("Com o conteúdo novo deixa de caber: Exercício de 11/02/2026.",)


def test_a_retificacao_mostra_as_duas_pontas_e_a_substancial_recomeca_o_prazo() -> None:
    with cenario(hoje=date(2026, 3, 2)) as c:
        r = c.nomear()
        novo = alterado(c, r.ato_id, processo="SEI 9")
        pedido = pedir(
            "retificacao", r.ato_id, conteudo=novo, publicacao=date(2026, 2, 20),
            alcance=AlcanceRepublicacao.SUBSTANCIAL, motivo="Saiu com o cargo trocado.",
        )  # fmt: skip
        analise = emendas.analisar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        pontas = {p.alcance: p.vence for p in analise.pontas}
        assert pontas[AlcanceRepublicacao.FORMAL] == date(2026, 3, 5)
        assert pontas[AlcanceRepublicacao.SUBSTANCIAL] == date(2026, 3, 23)
        feita = emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        assert c.valor("SELECT vence FROM prazo WHERE tipo = 'posse'") == "2026-03-23"
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        marca = next(m for m in ficha.marcas if m.ato_id == feita.atos[-1])
        assert marca.rotulo == "Retificação"
        assert "os prazos recomeçam" in marca.detalhe
        integra(c)
        mudada = replace(pedido, conteudo=alterado(c, r.ato_id, publicacao="2026-02-05"))
        with pytest.raises(Recusa, match="use a correção"):
            emendas.registrar_emenda(c.ctx, pedido=mudada, hoje=c.hoje)


def test_a_anulacao_da_nomeacao_deixa_o_vinculo_sem_efeito_e_o_trabalho_como_fato() -> None:
    with cenario() as c:
        r = c.estagiario()
        atos = atos_de(c, r.servidor_id)
        c.registrar("avaliacao_estagio", servidor=r.servidor_id, numero=1, data="2026-02-25")
        avaliacao = atos_de(c, r.servidor_id)["avaliacao_estagio"]
        pedido = pedir("anulacao", atos["nomeacao"], publicacao=date(2026, 3, 2), motivo="Processo 1/2026.")
        analise = emendas.analisar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        por_tipo = {d.tipo: d for d in analise.dependentes}
        assert por_tipo["exercicio"].destinos == (DestinoAto.MANTIDO,)
        assert por_tipo["exercicio"].nota == "Os dias trabalhados ficam como fato."
        assert set(por_tipo["avaliacao_estagio"].destinos) == set(DestinoAto)
        assert analise.recusa is not None
        destinos = {atos["posse"]: DestinoAto.MANTIDO, r.ato_id: DestinoAto.MANTIDO, avaliacao: DestinoAto.CAI}
        feita = emendas.registrar_emenda(c.ctx, pedido=replace(pedido, destinos=destinos), hoje=c.hoje)
        assert feita.mensagem == "Anulação registrada: “Nomeação”, de 03/02/2026."
        assert c.valor("SELECT situacao_base FROM vinculo") == "nomeacao_sem_efeito"
        assert c.valor("SELECT exercicio FROM vinculo") == "2026-02-11"
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        assert [m.tipo for m in ficha.marcas] == ["posse", "exercicio", "anulacao"]
        integra(c)


def test_o_ato_mantido_apesar_da_anulacao_pede_ressalva_que_aparece_no_vinculo() -> None:
    with cenario() as c:
        r = c.estagiario()
        posse = atos_de(c, r.servidor_id)["posse"]
        pedido = pedir(
            "anulacao", posse, publicacao=date(2026, 3, 2), motivo="Sem inspeção.",
            destinos={r.ato_id: DestinoAto.MANTIDO},
        )  # fmt: skip
        with pytest.raises(Recusa, match="ressalva"):
            emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        emendas.registrar_emenda(c.ctx, pedido=replace(pedido, ressalva=RESSALVA), hoje=c.hoje)
        assert c.valor("SELECT ressalvas FROM vinculo") == 1
        assert c.valor("SELECT posse FROM vinculo") is None
        assert c.valor("SELECT exercicio FROM vinculo") == "2026-02-11"
        integra(c)


def test_a_anulacao_anterior_ao_ato_ou_ainda_por_vir_e_recusada() -> None:
    with cenario() as c:
        r = c.estagiario()
        for dia, palavra in ((date(2026, 2, 10), "anterior ao ato"), (date(2026, 3, 3), "ainda não chegou")):
            with pytest.raises(Recusa, match=palavra):
                emendar(c, "anulacao", r.ato_id, publicacao=dia)


def test_a_revogacao_cessa_dali_em_diante_e_so_do_que_dura() -> None:
    with cenario() as c:
        r = c.estagiario()
        licenca = c.registrar(
            "afastamento", servidor=r.servidor_id, inicio="2026-02-16", fim="2026-08-14", motivo="licenca_premio"
        )
        formas = {f.forma: f for f in emendas.formas_possiveis(c.ctx, ato_id=r.ato_id, hoje=c.hoje)}
        assert not formas[FormaEmenda.REVOGACAO].permitida
        assert "Só se revoga o que dura" in formas[FormaEmenda.REVOGACAO].razao
        assert formas[FormaEmenda.ANULACAO].permitida
        pedido = pedir("revogacao", licenca.ato_id, publicacao=date(2026, 3, 2), efeitos_em=date(2026, 3, 9))
        analise = emendas.analisar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        assert "a partir de 09/03/2026" in analise.frase
        emendas.registrar_emenda(c.ctx, pedido=pedido, hoje=c.hoje)
        assert c.valor("SELECT fim FROM afastamento") == "2026-03-08"
        with pytest.raises(Recusa, match="não retroage"):
            emendar(c, "revogacao", licenca.ato_id, publicacao=date(2026, 3, 2), efeitos_em=date(2026, 2, 20))
        integra(c)


def test_a_versao_antiga_do_vinculo_e_recusada() -> None:
    with cenario() as c:
        r = c.estagiario()
        versao = emendas.conteudo_atual(c.ctx, ato_id=r.ato_id).versao
        c.registrar("afastamento", servidor=r.servidor_id, inicio="2026-02-16", fim="2026-02-20", motivo="ferias")
        with pytest.raises(VersaoAntiga):
            emendar(c, "estorno", r.ato_id, versao=versao)


def test_desfazer_estorna_a_operacao_inteira_de_uma_vez() -> None:
    with cenario() as c:
        r = c.nomear()
        lote = [
            c.pedido("posse", servidor=r.servidor_id, data="2026-02-10"),
            c.pedido("exercicio", servidor=r.servidor_id, data="2026-02-11"),
        ]
        feitos = provimento.registrar_lote(c.ctx, pedidos=lote, hoje=c.hoje)
        previa = emendas.analisar_desfazer(c.ctx, ato_id=feitos[0].ato_id, hoje=c.hoje)
        assert previa.aceita
        assert previa.dependentes == ()
        assert "“Posse”, de 10/02/2026 e “Exercício”, de 11/02/2026" in previa.frase
        feito = emendas.desfazer(c.ctx, ato_id=feitos[0].ato_id, motivo="Pessoa errada.", hoje=c.hoje)
        assert len(feito.atos) == 2
        assert feito.mensagem.startswith("2 atos desfeitos")
        assert c.valor("SELECT situacao_base FROM vinculo") == "nomeado"
        with pytest.raises(Recusa, match="já está estornado"):
            emendas.desfazer(c.ctx, ato_id=feitos[0].ato_id, motivo="De novo.", hoje=c.hoje)
        integra(c)


def test_desfazer_com_dependentes_so_junto() -> None:
    with cenario() as c:
        r = c.estagiario()
        nomeacao = atos_de(c, r.servidor_id)["nomeacao"]
        previa = emendas.analisar_desfazer(c.ctx, ato_id=nomeacao, hoje=c.hoje)
        assert [d.tipo for d in previa.dependentes] == ["posse", "exercicio"]
        with pytest.raises(Recusa, match="Desfaça-os junto"):
            emendas.desfazer(c.ctx, ato_id=nomeacao, motivo="Pessoa errada.", hoje=c.hoje)
        emendas.desfazer(c.ctx, ato_id=nomeacao, motivo="Pessoa errada.", incluir_dependentes=True, hoje=c.hoje)
        assert c.contar("vinculo") == 0
        integra(c)


def test_ato_que_nao_ha_diz_o_que_fazer() -> None:
    with cenario() as c, pytest.raises(ErroDominio, match="atualize a ficha"):
        emendas.conteudo_atual(c.ctx, ato_id=999)


def test_a_licenca_de_janeiro_achada_em_marco_refaz_os_prazos() -> None:
    with cenario(hoje=date(2027, 3, 2)) as c:
        r = c.estagiario()
        c.registrar("avaliacao_estagio", servidor=r.servidor_id, numero=1, data="2026-08-11")
        antes = c.valor("SELECT vence FROM prazo WHERE tipo = 'fim_estagio'")
        c.registrar(
            "afastamento", servidor=r.servidor_id, inicio="2027-01-04", fim="2027-01-13", motivo="doenca_familia"
        )
        depois = c.valor("SELECT vence FROM prazo WHERE tipo = 'fim_estagio'")
        assert (date.fromisoformat(depois) - date.fromisoformat(antes)).days == 10
        integra(c)


def test_o_que_e_sigiloso_na_correcao_fica_apartado_do_livro() -> None:
    with cenario() as c:
        r = c.nomear()
        posse = c.registrar("posse", servidor=r.servidor_id, data="2026-02-10", laudo_numero="L-111/2026")
        novo = alterado(c, posse.ato_id, laudo_numero="L-999/2026")
        feita = emendar(c, "correcao", posse.ato_id, conteudo=novo)
        assert emendas.conteudo_atual(c.ctx, ato_id=posse.ato_id).conteudo["laudo_numero"] == "L-999/2026"
        assert "L-999" not in c.valor(f"SELECT conteudo FROM ato WHERE id = {feita.atos[-1]}")
        assert "L-999" in c.valor(f"SELECT conteudo FROM ato_sigilo WHERE ato_id = {feita.atos[-1]}")
        integra(c)


def test_cada_forma_tem_as_suas_palavras_e_so_as_publicadas_vao_para_a_ficha() -> None:
    with cenario() as c:
        r = c.estagiario()
        ferias = c.registrar(
            "afastamento", servidor=r.servidor_id, inicio="2026-02-16", fim="2026-02-25", motivo="ferias"
        )
        fim = alterado(c, ferias.ato_id, fim="2026-02-24")
        emendar(c, "correcao", ferias.ato_id, conteudo=fim, motivo="Dia final trocado.")
        outro = alterado(c, ferias.ato_id, fim="2026-02-27")
        alcance = AlcanceRepublicacao.FORMAL
        emendar(
            c, "retificacao", ferias.ato_id, conteudo=outro, publicacao=date(2026, 2, 20), alcance=alcance,
            motivo="Saiu com o dia errado.",
        )  # fmt: skip
        emendar(c, "revogacao", ferias.ato_id, publicacao=date(2026, 2, 23), motivo="Interesse do serviço.")
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        na_ficha = {m.tipo: m.detalhe for m in ficha.marcas}
        assert "correcao" not in na_ficha
        assert na_ficha["retificacao"].startswith(
            "Retifica o ato “Afastamento ou licença”, de 16/02/2026; sem recomeçar"
        )
        assert na_ficha["revogacao"] == (
            "Revoga o ato “Afastamento ou licença”, de 16/02/2026, a partir de 23/02/2026: Interesse do serviço."
        )
        entrada = next(e for e in ficha.historico if e.ato_id == ferias.ato_id)
        assert entrada.situacao is SituacaoAto.REVOGADO
        assert entrada.emendas == (
            "Corrigido em 02/03/2026 por teste: Dia final trocado.",
            "Retificado, publicação de 20/02/2026: Saiu com o dia errado.",
            "Revogado a partir de 23/02/2026, publicação de 23/02/2026: Interesse do serviço.",
        )
        campos = {e.tipo: dict(e.campos) for e in ficha.historico}
        assert campos["correcao"]["Último dia"] == "25/02/2026 → 24/02/2026"
        assert campos["retificacao"]["Último dia"] == "24/02/2026 → 27/02/2026"
        assert campos["revogacao"]["Ato"] == "“Afastamento ou licença”, de 16/02/2026"
        assert c.valor("SELECT fim FROM afastamento") == "2026-02-22"
        integra(c)


def test_depois_de_desfeita_a_nomeacao_a_mesma_pessoa_se_registra_de_novo() -> None:
    with cenario() as c:
        pessoa = DadosPessoa(nome="Iara Prado", nascimento=date(1990, 1, 1), cpf="529.982.247-25")
        r = c.nomear(pessoa=pessoa)
        emendas.desfazer(c.ctx, ato_id=r.ato_id, motivo="Candidato errado.", hoje=c.hoje)
        outra = c.nomear(pessoa=replace(pessoa, nome="Iara Prado Lima"))
        assert outra.servidor_id == r.servidor_id
        assert outra.vinculo_id != r.vinculo_id
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        assert ficha.dados.nome == "Iara Prado Lima"
        assert [v.numero for v in ficha.vinculos] == [1]
        c.registrar("posse", servidor=r.servidor_id, data="2026-02-10")
        integra(c)


def test_papeis_e_minutas_do_vinculo_estornado_ficam_com_a_pessoa() -> None:
    with cenario() as c:
        r = c.nomear()
        pedido = c.pedido("posse", servidor=r.servidor_id, data="2026-02-10", vinculo_id=r.vinculo_id)
        minuta = minutas.preparar(c.ctx, pedido=pedido, hoje=c.hoje)
        with c.ctx.banco.escrita() as conexao:
            vazio = guardados.guardar_um(conexao, b"")
            conexao.exec_driver_sql(
                "INSERT INTO documento_emitido (especie, orgao_id, ano, numero, titulo, modelo_versao, hash, "
                "emitido_em, emitido_por, servidor_id, vinculo_id, ato_id) "
                f"VALUES ('termo_posse', 0, 2026, 1, 'Termo', '1', '{vazio}', "
                f"'2026-03-02T12:00:00+00:00', 'teste', {r.servidor_id}, {r.vinculo_id}, {r.ato_id})"
            )
        with pytest.raises(Recusa, match="minuta em andamento"):
            emendar(c, "estorno", r.ato_id)
        minutas.anular(c.ctx, minuta_id=minuta.id, motivo="Engano.")
        emendar(c, "estorno", r.ato_id)
        assert c.valor("SELECT vinculo_id FROM documento_emitido") is None
        assert c.valor("SELECT servidor_id FROM documento_emitido") == r.servidor_id
        integra(c)


def test_desfazer_o_desfeito_devolve_tudo() -> None:
    with cenario() as c:
        r = c.estagiario()
        antes = c.valor("SELECT group_concat(tipo || numero || vence) FROM prazo ORDER BY 1")
        nomeacao = atos_de(c, r.servidor_id)["nomeacao"]
        feito = emendas.desfazer(c.ctx, ato_id=nomeacao, motivo="Engano.", incluir_dependentes=True, hoje=c.hoje)
        assert c.contar("vinculo") == 0
        emendas.desfazer(c.ctx, operacao_id=feito.operacao_id, motivo="Não era engano.", hoje=c.hoje)
        assert c.valor("SELECT group_concat(tipo || numero || vence) FROM prazo ORDER BY 1") == antes
        assert c.valor("SELECT exercicio FROM vinculo") == "2026-02-11"
        integra(c)


def test_a_propria_anulacao_se_corrige_e_se_estorna() -> None:
    with cenario() as c:
        r = c.nomear()
        anulacao = emendar(c, "anulacao", r.ato_id, publicacao=date(2026, 2, 27)).atos[-1]
        assert c.valor("SELECT sem_efeito FROM vinculo") == "2026-02-27"
        formas = {f.forma: f.permitida for f in emendas.formas_possiveis(c.ctx, ato_id=anulacao, hoje=c.hoje)}
        assert [f for f, pode in formas.items() if pode] == [
            FormaEmenda.ESTORNO, FormaEmenda.CORRECAO, FormaEmenda.ANULACAO,
        ]  # fmt: skip
        emendar(c, "correcao", anulacao, conteudo=alterado(c, anulacao, publicacao="2026-02-26"))
        assert c.valor("SELECT sem_efeito FROM vinculo") == "2026-02-26"
        ficha = pessoas.ficha(c.ctx, servidor_id=r.servidor_id, hoje=c.hoje)
        assert [(m.tipo, m.data) for m in ficha.marcas] == [("anulacao", date(2026, 2, 26))]
        integra(c)
        with pytest.raises(Recusa, match="outro ato"):
            emendar(c, "correcao", anulacao, conteudo={**alterado(c, anulacao), "ato": 1})
        emendar(c, "estorno", anulacao)
        assert c.valor("SELECT situacao_base FROM vinculo") == "nomeado"
        integra(c)


def test_o_ato_retificado_ja_anulado_ou_de_outro_livro_nao_se_corrige() -> None:
    with cenario() as c:
        r = c.nomear()
        emendar(c, "anulacao", r.ato_id, publicacao=date(2026, 2, 27))
        for forma in FormaEmenda:
            possivel = {f.forma: f for f in emendas.formas_possiveis(c.ctx, ato_id=r.ato_id, hoje=c.hoje)}[forma]
            assert not possivel.permitida
            assert "já está anulado" in possivel.razao
        cadastro = c.valor("SELECT id FROM ato WHERE tipo = 'cadastro' LIMIT 1")
        with pytest.raises(ErroDominio, match="não está no livro"):
            emendas.formas_possiveis(c.ctx, ato_id=cadastro, hoje=c.hoje)


def test_o_estorno_nao_leva_o_que_so_a_lei_recusaria_mas_o_diz() -> None:
    with cenario() as c:
        r = c.nomear()
        pedido = c.registrar("prorrogacao_posse", servidor=r.servidor_id, requerimento="2026-02-10", deferida=True)
        c.registrar("posse", servidor=r.servidor_id, data="2026-03-30")
        analise = emendas.analisar_emenda(c.ctx, pedido=pedir("estorno", pedido.ato_id), hoje=c.hoje)
        assert analise.aceita
        (posse,) = analise.dependentes
        assert (posse.tipo, posse.destinos) == ("posse", ())
        assert "contradições" in posse.nota
        emendar(c, "estorno", pedido.ato_id)
        assert c.valor("SELECT posse FROM vinculo") == "2026-03-30"
        with c.ctx.banco.leitura() as conexao:
            leitura = ler_vida(conexao, r.servidor_id)
        (achado,) = rejulgar(leitura.nascimento, leitura.atos, c.ctx.regimes)
        assert achado.ato.tipo == "posse"
        integra(c)
