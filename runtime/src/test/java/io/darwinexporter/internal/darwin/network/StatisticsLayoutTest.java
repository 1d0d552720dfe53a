package io.darwinexporter.internal.darwin.network;

import java.util.Locale;

import org.junit.jupiter.api.Test;

import io.darwinexporter.internal.darwin.HeaderLayouts;

/**
 * Compares every offset, size and number of network statistics with what the headers of xnu say.
 */
class StatisticsLayoutTest {

    private final HeaderLayouts used = new HeaderLayouts();

    @Test
    void layoutsAreThoseOfTheHeaders() {
        collectControl();
        collectMessages();
        for (DescriptorLayout layout : DescriptorLayout.values()) {
            String name = "nstat_" + layout.name().toLowerCase(Locale.ROOT).replace("_", "_descriptor_");
            used.size(name, layout.length());
            used.field(name + ".upid", DescriptorLayout.UPID, Long.BYTES);
            used.field(name + ".pid", layout.pidOffset(), Integer.BYTES);
            used.field(name + ".pname", layout.nameOffset(), DescriptorLayout.NAME_SIZE);
        }
        collectNumbers();

        used.assertSameAs("/darwin/network-layouts.properties");
    }

    private void collectControl() {
        used.size("ctl_info", ControlSocket.INFO_SIZE);
        used.field("ctl_info.ctl_id", ControlSocket.INFO_ID, Integer.BYTES);
        used.field("ctl_info.ctl_name", ControlSocket.INFO_NAME, 96);
        used.size("sockaddr_ctl", ControlSocket.ADDRESS_SIZE);
        used.field("sockaddr_ctl.sc_len", ControlSocket.ADDRESS_LENGTH, Byte.BYTES);
        used.field("sockaddr_ctl.sc_family", ControlSocket.ADDRESS_FAMILY, Byte.BYTES);
        used.field("sockaddr_ctl.ss_sysaddr", ControlSocket.ADDRESS_SYSTEM, Short.BYTES);
        used.field("sockaddr_ctl.sc_id", ControlSocket.ADDRESS_ID, Integer.BYTES);
    }

    private void collectMessages() {
        used.size("nstat_msg_hdr", StatisticsMessages.HEADER_SIZE);
        used.field("nstat_msg_hdr.context", StatisticsMessages.CONTEXT, Long.BYTES);
        used.field("nstat_msg_hdr.type", StatisticsMessages.TYPE, Integer.BYTES);
        used.field("nstat_msg_hdr.length", StatisticsMessages.LENGTH, Short.BYTES);
        used.field("nstat_msg_hdr.flags", StatisticsMessages.FLAGS, Short.BYTES);
        used.size("nstat_msg_error", StatisticsMessages.ERROR_SIZE);
        used.field("nstat_msg_error.error", StatisticsMessages.ERROR_NUMBER, Integer.BYTES);
        used.size("nstat_msg_add_all_srcs", StatisticsRequests.ADD_ALL_SIZE);
        used.field("nstat_msg_add_all_srcs.filter", StatisticsRequests.FILTER, Long.BYTES);
        used.field("nstat_msg_add_all_srcs.provider", StatisticsRequests.ADD_ALL_PROVIDER, Integer.BYTES);
        used.size("nstat_msg_query_src", StatisticsRequests.GET_UPDATE_SIZE);
        used.field("nstat_msg_query_src.srcref", StatisticsMessages.SOURCE, Long.BYTES);
        used.size("nstat_msg_src_removed", StatisticsMessages.REMOVED_SIZE);
        used.field("nstat_msg_src_removed.srcref", StatisticsMessages.SOURCE, Long.BYTES);
        used.size("nstat_msg_src_counts", StatisticsMessages.COUNTS_SIZE);
        used.field("nstat_msg_src_counts.srcref", StatisticsMessages.SOURCE, Long.BYTES);
        used.field("nstat_msg_src_counts.counts", StatisticsMessages.COUNTS, 112);
        used.size("nstat_msg_src_update", StatisticsMessages.DESCRIPTOR);
        used.field("nstat_msg_src_update.srcref", StatisticsMessages.SOURCE, Long.BYTES);
        used.field("nstat_msg_src_update.counts", StatisticsMessages.COUNTS, 112);
        used.field("nstat_msg_src_update.provider", StatisticsMessages.PROVIDER, Integer.BYTES);
        used.field("nstat_counts.nstat_rxpackets", StatisticsMessages.RECEIVED_PACKETS, Long.BYTES);
        used.field("nstat_counts.nstat_rxbytes", StatisticsMessages.RECEIVED_BYTES, Long.BYTES);
        used.field("nstat_counts.nstat_txpackets", StatisticsMessages.SENT_PACKETS, Long.BYTES);
        used.field("nstat_counts.nstat_txbytes", StatisticsMessages.SENT_BYTES, Long.BYTES);
    }

    private void collectNumbers() {
        used.number("NSTAT_MSG_TYPE_SUCCESS", StatisticsMessages.SUCCESS);
        used.number("NSTAT_MSG_TYPE_ERROR", StatisticsMessages.ERROR);
        used.number("NSTAT_MSG_TYPE_ADD_ALL_SRCS", StatisticsRequests.ADD_ALL_SRCS);
        used.number("NSTAT_MSG_TYPE_GET_UPDATE", StatisticsRequests.GET_UPDATE);
        used.number("NSTAT_MSG_TYPE_SRC_REMOVED", StatisticsMessages.SRC_REMOVED);
        used.number("NSTAT_MSG_TYPE_SRC_COUNTS", StatisticsMessages.SRC_COUNTS);
        used.number("NSTAT_MSG_TYPE_SRC_UPDATE", StatisticsMessages.SRC_UPDATE);
        used.number("NSTAT_PROVIDER_TCP_KERNEL", StatisticsMessages.PROVIDER_TCP_KERNEL);
        used.number("NSTAT_PROVIDER_TCP_USERLAND", StatisticsMessages.PROVIDER_TCP_USERLAND);
        used.number("NSTAT_PROVIDER_UDP_KERNEL", StatisticsMessages.PROVIDER_UDP_KERNEL);
        used.number("NSTAT_PROVIDER_UDP_USERLAND", StatisticsMessages.PROVIDER_UDP_USERLAND);
        used.number("NSTAT_MSG_HDR_FLAG_CONTINUATION", StatisticsMessages.FLAG_CONTINUATION);
        used.number("NSTAT_MSG_HDR_FLAG_CLOSED_AFTER_DROP", StatisticsMessages.FLAG_CLOSED_AFTER_DROP);
        used.number("NSTAT_FILTER_SUPPRESS_SRC_ADDED", StatisticsRequests.FILTER_SUPPRESS_SRC_ADDED);
        used.number("PF_SYSTEM", ControlSocket.PF_SYSTEM);
        used.number("SYSPROTO_CONTROL", ControlSocket.SYSPROTO_CONTROL);
        used.number("AF_SYS_CONTROL", ControlSocket.AF_SYS_CONTROL);
        used.number("SOCK_DGRAM", ControlSocket.SOCK_DGRAM);
        used.number("SOL_SOCKET", ControlSocket.SOL_SOCKET);
        used.number("SO_RCVBUF", ControlSocket.SO_RCVBUF);
        used.number("CTLIOCGINFO", ControlSocket.CTLIOCGINFO);
        used.number("MSG_DONTWAIT", ControlSocket.MSG_DONTWAIT);
    }
}
