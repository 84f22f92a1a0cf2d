// SPDX-License-Identifier: EUPL-1.2
// What GMime 3 needs for a folder of mails: parse, decode every part, text to UTF-8; the median of some rounds. `make bench` runs it beside ours.
#include <dirent.h>
#include <gmime/gmime.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

static unsigned long text, attached;

static void read_part(GMimeObject *parent, GMimeObject *part, gpointer unused)
{
    (void)parent;
    (void)unused;
    if (GMIME_IS_MESSAGE_PART(part)) {
        GMimeMessage *inner = g_mime_message_part_get_message((GMimeMessagePart *)part);
        if (inner)
            g_mime_message_foreach(inner, read_part, NULL);
    } else if (GMIME_IS_TEXT_PART(part)) {
        char *words = g_mime_text_part_get_text((GMimeTextPart *)part);
        if (words)
            text += strlen(words);
        g_free(words);
    } else if (GMIME_IS_PART(part)) {
        GMimeDataWrapper *content = g_mime_part_get_content((GMimePart *)part);
        GMimeStream *out = g_mime_stream_mem_new();
        if (content)
            g_mime_data_wrapper_write_to_stream(content, out);
        attached += g_mime_stream_length(out);
        g_mime_part_get_filename((GMimePart *)part);
        g_object_unref(out);
    }
}

static void read_mail(const gchar *bytes, gsize size)
{
    GMimeStream *stream = g_mime_stream_mem_new_with_buffer(bytes, size);
    GMimeParser *parser = g_mime_parser_new_with_stream(stream);
    GMimeMessage *mail = g_mime_parser_construct_message(parser, NULL);
    if (mail) {
        g_mime_message_get_subject(mail);
        g_mime_message_get_from(mail);
        g_mime_message_get_to(mail);
        g_mime_message_get_date(mail);
        g_mime_message_foreach(mail, read_part, NULL);
        g_object_unref(mail);
    }
    g_object_unref(parser);
    g_object_unref(stream);
}

static int by_size(const void *a, const void *b)
{
    double x = *(const double *)a, y = *(const double *)b;
    return x < y ? -1 : x > y;
}

int main(int argc, char **argv)
{
    GDir *folder = argc > 1 ? g_dir_open(argv[1], 0, NULL) : NULL;
    if (!folder)
        return 2;
    GPtrArray *mails = g_ptr_array_new();
    gsize total = 0;
    for (const gchar *name; (name = g_dir_read_name(folder));) {
        gchar *path = g_build_filename(argv[1], name, NULL), *bytes;
        gsize size;
        if (g_str_has_suffix(name, ".eml") && g_file_get_contents(path, &bytes, &size, NULL)) {
            g_ptr_array_add(mails, g_bytes_new_take(bytes, size));
            total += size;
        }
        g_free(path);
    }
    g_mime_init();
    int rounds = argc > 2 ? atoi(argv[2]) : 5;
    double times[rounds];
    for (int round = 0; round < rounds; round++) {
        text = attached = 0;
        clock_t start = clock();
        for (guint i = 0; i < mails->len; i++) {
            gsize size;
            const gchar *bytes = g_bytes_get_data(mails->pdata[i], &size);
            read_mail(bytes, size);
        }
        times[round] = (double)(clock() - start) / CLOCKS_PER_SEC;
    }
    qsort(times, rounds, sizeof *times, by_size);
    double median = times[rounds / 2];
    printf("gmime   parse, decode every part %u messages, %lu MB, %.0f ms = %.0f msg/s, %.0f MB/s (text %lu, attached %lu)\n",
           mails->len, total / 1000000, median * 1000, mails->len / median, total / 1e6 / median, text, attached);
    return 0;
}
